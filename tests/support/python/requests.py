"""What the snippets use of the package of this name, for machines that do not have it."""

import json as encoding
import urllib.error
import urllib.request


class HTTPError(Exception):
    pass


class Response:
    def __init__(self, status_code, headers, content):
        self.status_code = status_code
        self.headers = headers
        self.content = content

    def json(self):
        return encoding.loads(self.content)

    def raise_for_status(self):
        if self.status_code >= 400:
            raise HTTPError(self.status_code)


def get(url, headers, timeout=None):
    return send(urllib.request.Request(url, headers=headers), timeout)


def post(url, headers, json, timeout=None):
    sent = {**headers, "Content-Type": "application/json"}
    body = encoding.dumps(json).encode()
    return send(urllib.request.Request(url, data=body, headers=sent, method="POST"), timeout)


def send(request, timeout):
    try:
        with urllib.request.urlopen(request, timeout=timeout) as answer:
            return Response(answer.status, answer.headers, answer.read())
    except urllib.error.HTTPError as error:
        return Response(error.code, error.headers, error.read())
