import os

from platform_client import AuthenticatedClient
from platform_client.api.api_keys import (
    platform_key_create,
    platform_key_get,
    platform_key_list,
    platform_key_revoke,
    platform_key_update,
)
from platform_client.api.flows import flow_get
from platform_client.api.me import me_get
from platform_client.models import ErrorResponse, PlatformKeyCreateBody, PlatformKeyUpdateBody
from surface_client import AuthenticatedClient as SurfaceClient
from surface_client.api.capabilities import greeting
from surface_client.models import GreetingBody

URL = os.environ["API_URL"]
person = AuthenticatedClient(base_url=URL, token=os.environ["API_TOKEN"])
assert me_get.sync_detailed(client=person).parsed.kind == "person"

body = PlatformKeyCreateBody.from_dict({"name": "Python", "permissions": ["FLOWS:*"]})
created = platform_key_create.sync_detailed(client=person, body=body).parsed
key_id = created.api_key.id
assert platform_key_list.sync_detailed(client=person, limit=1).parsed.data[0].id == key_id
assert platform_key_get.sync_detailed(key_id, client=person).parsed.api_key.name == "Python"
change = PlatformKeyUpdateBody.from_dict({"name": "Python 3"})
updated = platform_key_update.sync_detailed(key_id, client=person, body=change).parsed
assert updated.api_key.name == "Python 3"

key = AuthenticatedClient(base_url=URL, token=created.plain_key)
assert me_get.sync_detailed(client=key).parsed.kind == "key"
missing = flow_get.sync_detailed("none", client=key)
assert missing.status_code == 404 and isinstance(missing.parsed, ErrorResponse)
assert missing.parsed.details == "Flow not found"
revoked = platform_key_revoke.sync_detailed(key_id, client=person).parsed
assert revoked.api_key.status == "revoked"

customer = SurfaceClient(base_url=os.environ["SURFACE_URL"], token=os.environ["SURFACE_KEY"])
call = greeting.sync_detailed(client=customer, body=GreetingBody.from_dict({"name": "Ada"}))
assert call.parsed == {"result": "Hello Ada, welcome aboard!"}
