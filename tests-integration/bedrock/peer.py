"""A server of AWS's services that others wrote (moto's), as a process of its own."""

from __future__ import annotations

import dataclasses
import importlib
import json
import subprocess
import time
from pathlib import Path
from typing import Any

import httpx
import pytest

boto3: Any = importlib.import_module("boto3")  # has no types; the tests fail where it is missing
REGION = "us-east-1"
ALLOW_ALL = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]})
TRUST = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}],
    }
)


@dataclasses.dataclass(frozen=True)
class Aws:
    """A running server, and a user of it."""

    url: str
    access_key: str
    secret_key: str
    role_arn: str

    def client(self, service: str) -> Any:
        """A boto3 client of the server, signed by the user."""
        return boto3.client(
            service,
            endpoint_url=self.url,
            region_name=REGION,
            aws_access_key_id=self.access_key,
            aws_secret_access_key=self.secret_key,
        )


def wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """Return when the server answers. Fails with what it said where it does not within a minute."""
    for _ in range(600):
        if server.poll() is not None:
            break
        try:
            httpx.get(f"{url}/moto-api/data.json", timeout=5)
        except httpx.HTTPError:
            time.sleep(0.1)  # another process starts: there is nothing to wait on
        else:
            return
    pytest.fail(f"moto's server did not start:\n{log.read_text('utf-8')}", pytrace=False)


def populated(url: str) -> Aws:
    """A user with keys and a role, both of which may do everything."""
    iam = boto3.client(
        "iam", endpoint_url=url, region_name=REGION, aws_access_key_id="setup", aws_secret_access_key="setup"
    )
    iam.create_user(UserName="tester")
    iam.put_user_policy(UserName="tester", PolicyName="all", PolicyDocument=ALLOW_ALL)
    key = iam.create_access_key(UserName="tester")["AccessKey"]
    role = iam.create_role(RoleName="caller", AssumeRolePolicyDocument=TRUST)["Role"]
    iam.put_role_policy(RoleName="caller", PolicyName="all", PolicyDocument=ALLOW_ALL)
    return Aws(url, key["AccessKeyId"], key["SecretAccessKey"], role["Arn"])
