"""The speech models that can be downloaded: where, which revision, and the bytes they must have.

Multilingual conversions of OpenAI's Whisper for CTranslate2, as faster-whisper 1.2.1 names them. A
revision is a commit of the model's repository, which nobody can change; the digests are checked
after the download, so that no server between can, either.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

_TOKENIZER = "fb7b63191e9bb045082c79fd742a3106a12c99513ab30df4a0d47fa6cb6fd0ab"
_VOCABULARY = "34ce3fe1c5041027b3f8d42912270993f986dbc4bb34cf27f951e34a1e453913"
_FIRST = {"tokenizer.json": _TOKENIZER, "vocabulary.txt": _VOCABULARY}
"""Files that the models before large-v3 share."""
_THIRD = {
    "preprocessor_config.json": "7ccc62c6f2765af1f3b46c00c9b5894426835a05021c8b9c01eecb6dfb542711",
    "vocabulary.json": "c69260f2ab26d659b7c398f9a2b2b48ed0df16c3b47d7326782fd9cba71690c1",
}
"""Files that large-v3 and its turbo share."""


@dataclass(frozen=True, slots=True)
class OfficialModel:
    """A model at its maker's place."""

    repository: str
    """On Hugging Face."""
    revision: str
    """The commit."""
    sha256: Mapping[str, str]
    """The digest of each file that is needed."""

    @property
    def page(self) -> str:
        """Where a person finds it."""
        return f"https://huggingface.co/{self.repository}/tree/{self.revision}"


OFFICIAL: Mapping[str, OfficialModel] = {
    "tiny": OfficialModel(
        "Systran/faster-whisper-tiny",
        "d90ca5fe260221311c53c58e660288d3deb8d356",
        {
            "model.bin": "dcb76c6586fc06cbdac6dd21f14cfd129cc4cdd9dce19bf4ffa62e59cbe6e6d1",
            "config.json": "a73a28cdfe1c43ccc7202fa333d1f89c202477271407ae9a7f19afa52039cac8",
            **_FIRST,
        },
    ),
    "small": OfficialModel(
        "Systran/faster-whisper-small",
        "536b0662742c02347bc0e980a01041f333bce120",
        {
            "model.bin": "3e305921506d8872816023e4c273e75d2419fb89b24da97b4fe7bce14170d671",
            "config.json": "b55496ac7940a7ae47d2c01eab40edfd8701feec1229d9cce3b40014383fb828",
            **_FIRST,
        },
    ),
    "medium": OfficialModel(
        "Systran/faster-whisper-medium",
        "08e178d48790749d25932bbc082711ddcfdfbc4f",
        {
            "model.bin": "9b45e1009dcc4ab601eff815b61d80e60ce3fd8c74c1a14f4a282258286b51ae",
            "config.json": "3622a2ddc41ec0e0fd4e68c13c6830f03b90c38d89aaad184de02c8c642cf807",
            **_FIRST,
        },
    ),
    "large-v2": OfficialModel(
        "Systran/faster-whisper-large-v2",
        "f0fe81560cb8b68660e564f55dd99207059c092e",
        {
            "model.bin": "bf2a9746382e1aa7ffff6b3a0d137ed9edbd9670c3b87e5d35f5e85e70d0333a",
            "config.json": "d86b7a7664a12559d644aa210a32ce9a7e03913e794b7ea4fb7182de69e273a7",
            **_FIRST,
        },
    ),
    "large-v3": OfficialModel(
        "Systran/faster-whisper-large-v3",
        "edaa852ec7e145841d8ffdb056a99866b5f0a478",
        {
            "model.bin": "69f74147e3334731bc3a76048724833325d2ec74642fb52620eda87352e3d4f1",
            "config.json": "a9306624f5ec14270a014b647e5c316b6e03a662c369758d1b90697a7b0655b9",
            "tokenizer.json": "6d8cbd7cd0d8d5815e478dac67b85a26bbe77c1f5e0c6d76d1ce2abc0e5f21ca",
            **_THIRD,
        },
    ),
    "large-v3-turbo": OfficialModel(
        "mobiuslabsgmbh/faster-whisper-large-v3-turbo",
        "0a363e9161cbc7ed1431c9597a8ceaf0c4f78fcf",
        {
            "model.bin": "e76620f83d5f5b69efd3d87e3dc180c1bd21df9fbebacfd4335e5e1efcc018da",
            "config.json": "b0253ea6c0d3bea6b1e19e91a02acfd3b53f4467362efcb5a3e6b16c9b3a9b7e",
            "tokenizer.json": "297b13372ac43916285644fb9687add3cc62ee2a1adb60da3dc25cc94c1871fd",
            **_THIRD,
        },
    ),
}
"""By the name that people type.

Source: the digests are those that several public projects record for these revisions; those of
tokenizer and vocabulary are also those of the embedded model's files, which are on this machine.
"""
