#!/usr/bin/env python3
"""Records what botocore signs, for SigV4Test; and what AWS published, from a clone of awslabs/aws-c-auth.

    pip install botocore
    sigv4_vectors.py botocore > ../resources/aws/sigv4-botocore.jsonl
    sigv4_vectors.py suite CLONE > ../resources/aws/sigv4-suite.jsonl

The first line of a file says where it is from. Each further one is a request, with what signs it.
"""
import datetime
import hashlib
import json
import pathlib
import sys
from unittest import mock

SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
TOKEN = "AQoDYXdzEPT//////////wEXAMPLE+token/with=signs=="
TIME = datetime.datetime(2026, 11, 25, 18, 30, 5, tzinfo=datetime.timezone.utc)
JSON = {"Content-Type": "application/json"}
FORM = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}
PROTOBUF = {"Content-Type": "application/x-protobuf"}

# name, method, URL, headers, body, whether with a session token, region, service
REQUESTS = [
    ("put segments", "POST", "https://xray.eu-west-1.amazonaws.com/TraceSegments", JSON,
     '{"TraceSegmentDocuments":["{\\"name\\":\\"job\\"}"]}', False, "eu-west-1", "xray"),
    ("with a token", "POST", "https://xray.eu-west-1.amazonaws.com/TraceSegments", JSON,
     '{"TraceSegmentDocuments":[]}', True, "eu-west-1", "xray"),
    ("China", "POST", "https://xray.cn-north-1.amazonaws.com.cn/Traces", JSON,
     '{"TraceIds":["1-5759e988-bd862e3fe1be46a994272793"]}', True, "cn-north-1", "xray"),
    ("a port", "POST", "http://127.0.0.1:5000/Traces", JSON, "{}", True, "us-east-1", "xray"),
    ("the usual port", "POST", "https://xray.us-east-1.amazonaws.com:443/Traces", JSON, "{}", False,
     "us-east-1", "xray"),
    ("no path", "POST", "https://monitoring.us-east-1.amazonaws.com", FORM,
     "Action=PutMetricData&Version=2010-08-01&Namespace=Spanglue", True, "us-east-1", "monitoring"),
    ("spans", "POST", "https://xray.us-east-1.amazonaws.com/v1/traces", PROTOBUF, "\n\x02\x08\x01", True,
     "us-east-1", "xray"),
    ("a body that is not ASCII", "POST", "https://xray.us-east-1.amazonaws.com/TraceSegments", JSON,
     '{"name":"G\u00e4ste \U0001f9f9"}', False, "us-east-1", "xray"),
    ("a body of nothing", "POST", "https://xray.us-east-1.amazonaws.com/Traces", JSON, "", False,
     "us-east-1", "xray"),
    ("dots and slashes", "POST", "https://example.com/a/./b/../c//d/", JSON, "{}", False, "us-east-1", "xray"),
    ("an encoded path", "GET", "https://example.com/with%20space/%C3%A9~a-b_c.d", {}, "", False,
     "us-east-1", "service"),
    ("a query", "GET", "https://example.com/?b=2&a=1&a=0&C=3&empty=&bare", {}, "", False, "us-east-1", "service"),
    ("an encoded query", "GET", "https://example.com/x?name=a%20b%2Fc&%C3%A9=%E2%82%AC", {}, "", True,
     "us-east-1", "service"),
    ("blanks in a header", "POST", "https://example.com/", {"X-Amz-Note": "  a   b\tc  "}, "{}", False,
     "us-east-1", "service"),
    ("headers in no order", "POST", "https://example.com/",
     {"X-Amz-Target": "T.Op", "content-type": "a/b", "X-Amz-A": "1", "Content-Encoding": "gzip"}, "{}", False,
     "us-east-1", "service"),
]


def botocore_vectors():
    import botocore
    from botocore import auth
    from botocore.awsrequest import AWSRequest
    from botocore.credentials import Credentials

    print(json.dumps({"source": "botocore " + botocore.__version__,
                      "recorded": datetime.date.today().isoformat()}))
    for name, method, url, headers, body, with_token, region, service in REQUESTS:
        request = AWSRequest(method=method, url=url, headers=dict(headers), data=body.encode())
        credentials = Credentials("AKIDEXAMPLE", SECRET, TOKEN if with_token else None)
        with mock.patch.object(auth, "get_current_datetime", lambda *a, **k: TIME.replace(tzinfo=None)):
            auth.SigV4Auth(credentials, service, region).add_auth(request)
        assert request.headers["X-Amz-Date"] == TIME.strftime("%Y%m%dT%H%M%SZ")
        print(json.dumps({
            "name": name, "method": method, "url": url, "headers": headers, "body": body,
            "token": TOKEN if with_token else None, "region": region, "service": service,
            "time": TIME.isoformat().replace("+00:00", "Z"),
            "authorization": request.headers["Authorization"]}))


# What no URI or no map of headers can hold, and a token that is added after the signing.
LEFT_OUT = {"get-header-key-duplicate", "get-header-value-multiline", "get-header-value-order",
            "get-space-normalized", "post-sts-header-after"}


def suite_vectors(clone):
    suite = pathlib.Path(clone, "tests/aws-signing-test-suite/v4")
    commit = pathlib.Path(clone, "COMMIT").read_text().strip()
    print(json.dumps({"source": "AWS's signature test suite, awslabs/aws-c-auth, Apache-2.0", "commit": commit,
                      "recorded": datetime.date.today().isoformat()}))
    for folder in sorted(suite.iterdir()):
        context = json.loads((folder / "context.json").read_text())
        if folder.name in LEFT_OUT or not context["normalize"]:
            continue
        head, _, body = (folder / "request.txt").read_text().partition("\n\n")
        first, *lines = head.splitlines()
        method, target = first.removesuffix(" HTTP/1.1").split(" ", 1)
        headers = dict(line.split(":", 1) for line in lines)
        host = headers.pop("Host")
        if context["sign_body"]:
            headers["X-Amz-Content-Sha256"] = hashlib.sha256(body.encode()).hexdigest()
        signed = (folder / "header-signed-request.txt").read_text()
        authorization = next(line for line in signed.splitlines() if line.startswith("Authorization:"))
        print(json.dumps({
            "name": folder.name, "method": method, "url": "https://" + host + target, "headers": headers,
            "body": body, "token": context["credentials"].get("token"), "region": context["region"],
            "service": context["service"], "time": context["timestamp"],
            "authorization": authorization.removeprefix("Authorization:")}))


if __name__ == "__main__":
    if sys.argv[1:2] == ["suite"]:
        suite_vectors(sys.argv[2])
    else:
        botocore_vectors()
