"""Documents in a bucket (S3 or what speaks like it), with the promises of the folder: see docs/adr/0018."""

import base64
import hashlib
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import File
from django.core.files.utils import validate_file_name
from storages.backends.s3 import S3Storage

BESTAAT_AL = {"PreconditionFailed", "ConditionalRequestConflict"}


class S3Opslag(S3Storage):
    """Whole or not at all, never over something else, and no address of its own."""

    def url(self, name: str | None, *args: Any, **kwargs: Any) -> str:
        raise ValueError("Documents have no address of their own: they are read through documents.views.")

    def _save(self, name: str, content: File) -> str:
        """One request: the bucket shows the object when all of it came in and its checksum is right."""
        data = content.read()
        try:
            self.connection.meta.client.put_object(
                Bucket=self.bucket_name,
                Key=self._normalize_name(name),
                Body=data,
                ContentType="application/octet-stream",
                ChecksumSHA256=base64.b64encode(hashlib.sha256(data).digest()).decode(),
                IfNoneMatch="*",
            )
        except ClientError as fout:
            if fout.response.get("Error", {}).get("Code") in BESTAAT_AL:
                raise FileExistsError(name) from fout
            raise OSError("the bucket refused the file") from fout
        except BotoCoreError as fout:
            raise OSError("the bucket does not answer") from fout
        return name

    def _open(self, name: str, mode: str = "rb") -> File:
        validate_file_name(name, allow_relative_path=True)
        try:
            bestand: File = super()._open(name, mode)
            bestand.open()
        except (BotoCoreError, ClientError) as fout:
            raise OSError("the bucket does not answer") from fout
        return bestand
