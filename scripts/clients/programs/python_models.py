import json
import os
import uuid
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from models import (
    error_response_from_dict,
    flow_from_dict,
    platform_key_from_dict,
    platform_key_with_secret_from_dict,
)

URL = os.environ["API_URL"]
TOKEN = os.environ["API_TOKEN"]


def call(method, url, token, body=None):
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    if method == "POST":
        headers["Idempotency-Key"] = str(uuid.uuid4())
    data = None if body is None else json.dumps(body).encode()
    request = Request(url, data, headers, method=method)
    try:
        with urlopen(request) as response:
            return response.status, json.load(response)
    except HTTPError as error:
        return error.code, json.load(error)


def platform(method, path, body=None, token=TOKEN):
    return call(method, f"{URL}/v1{path}", token, body)


status, me = platform("GET", "/me")
assert (status, me["kind"]) == (200, "person"), me

status, answer = platform("POST", "/api-keys", {"name": "Python", "permissions": ["FLOWS:*"]})
created = platform_key_with_secret_from_dict(answer)
key_id, secret = created.api_key.id, created.plain_key
status, answer = platform("GET", "/api-keys?limit=1")
assert platform_key_from_dict(answer["data"][0]).id == key_id
status, answer = platform("GET", f"/api-keys/{key_id}")
assert platform_key_from_dict(answer["apiKey"]).name == "Python"
status, answer = platform("PUT", f"/api-keys/{key_id}", {"name": "Python 3"})
assert platform_key_from_dict(answer["apiKey"]).name == "Python 3"

status, me = platform("GET", "/me", token=secret)
assert (me["kind"], me["id"]) == ("key", key_id), me
hello = {"id": "hello", "name": "Hello", "type": "template", "config": {"template": "Hello!"}}
choice = {"condition": "{{name}} != ''", "trueSteps": [hello]}
steps = [{"id": "if", "name": "If", "type": "conditional", "config": choice}]
status, answer = platform("POST", "/flows", {"name": "Nested", "steps": steps}, secret)
assert flow_from_dict(answer).steps[0].config.true_steps[0].id == "hello"
status, answer = platform("GET", "/flows/none", token=secret)
assert status == 404 and error_response_from_dict(answer).details == "Flow not found"
status, answer = platform("POST", "/flows", {"name": 1}, secret)
assert status == 400 and error_response_from_dict(answer).issues[0].path == "name"

status, answer = platform("DELETE", f"/api-keys/{key_id}")
assert platform_key_from_dict(answer["apiKey"]).status.value == "revoked"

surface = os.environ["SURFACE_URL"]
status, answer = call("POST", f"{surface}/greeting", os.environ["SURFACE_KEY"], {"name": "Ada"})
assert answer == {"result": "Hello Ada, welcome aboard!"}, answer
