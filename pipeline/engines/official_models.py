"""The speech models that can be downloaded: where, which revision, and the bytes they must have.

Multilingual conversions of OpenAI's Whisper for CTranslate2, as faster-whisper 1.2.1 names them. A
revision is a commit of the model's repository, which nobody can change; the digests are checked
after the download, so that no server between can, either.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """A file of an official model."""

    size_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class OfficialModel:
    """A model at its maker's place."""

    repository: str
    """On Hugging Face."""
    revision: str
    """The commit."""
    files: Mapping[str, PublishedFile]
    """Each file that is needed."""

    @property
    def page(self) -> str:
        """Where a person finds it."""
        return f"https://huggingface.co/{self.repository}/tree/{self.revision}"

    @property
    def size_bytes(self) -> int:
        """The size of all its files."""
        return sum(file.size_bytes for file in self.files.values())


_FIRST = {
    "tokenizer.json": PublishedFile(
        2_203_239, "fb7b63191e9bb045082c79fd742a3106a12c99513ab30df4a0d47fa6cb6fd0ab"
    ),
    "vocabulary.txt": PublishedFile(
        459_861, "34ce3fe1c5041027b3f8d42912270993f986dbc4bb34cf27f951e34a1e453913"
    ),
}
"""Files that the models before large-v3 share."""
_THIRD = {
    "preprocessor_config.json": PublishedFile(
        340, "7ccc62c6f2765af1f3b46c00c9b5894426835a05021c8b9c01eecb6dfb542711"
    ),
    "vocabulary.json": PublishedFile(
        1_068_114, "c69260f2ab26d659b7c398f9a2b2b48ed0df16c3b47d7326782fd9cba71690c1"
    ),
}
"""Files that large-v3 and its turbo share."""

OFFICIAL: Mapping[str, OfficialModel] = {
    "tiny": OfficialModel(
        "Systran/faster-whisper-tiny",
        "d90ca5fe260221311c53c58e660288d3deb8d356",
        {
            "config.json": PublishedFile(
                2_249, "a73a28cdfe1c43ccc7202fa333d1f89c202477271407ae9a7f19afa52039cac8"
            ),
            **_FIRST,
            "model.bin": PublishedFile(
                75_538_270, "dcb76c6586fc06cbdac6dd21f14cfd129cc4cdd9dce19bf4ffa62e59cbe6e6d1"
            ),
        },
    ),
    "small": OfficialModel(
        "Systran/faster-whisper-small",
        "536b0662742c02347bc0e980a01041f333bce120",
        {
            "config.json": PublishedFile(
                2_370, "b55496ac7940a7ae47d2c01eab40edfd8701feec1229d9cce3b40014383fb828"
            ),
            **_FIRST,
            "model.bin": PublishedFile(
                483_546_902, "3e305921506d8872816023e4c273e75d2419fb89b24da97b4fe7bce14170d671"
            ),
        },
    ),
    "medium": OfficialModel(
        "Systran/faster-whisper-medium",
        "08e178d48790749d25932bbc082711ddcfdfbc4f",
        {
            "config.json": PublishedFile(
                2_257, "3622a2ddc41ec0e0fd4e68c13c6830f03b90c38d89aaad184de02c8c642cf807"
            ),
            **_FIRST,
            "model.bin": PublishedFile(
                1_527_906_378, "9b45e1009dcc4ab601eff815b61d80e60ce3fd8c74c1a14f4a282258286b51ae"
            ),
        },
    ),
    "large-v2": OfficialModel(
        "Systran/faster-whisper-large-v2",
        "f0fe81560cb8b68660e564f55dd99207059c092e",
        {
            "config.json": PublishedFile(
                2_796, "d86b7a7664a12559d644aa210a32ce9a7e03913e794b7ea4fb7182de69e273a7"
            ),
            **_FIRST,
            "model.bin": PublishedFile(
                3_086_912_962, "bf2a9746382e1aa7ffff6b3a0d137ed9edbd9670c3b87e5d35f5e85e70d0333a"
            ),
        },
    ),
    "large-v3": OfficialModel(
        "Systran/faster-whisper-large-v3",
        "edaa852ec7e145841d8ffdb056a99866b5f0a478",
        {
            "config.json": PublishedFile(
                2_394, "a9306624f5ec14270a014b647e5c316b6e03a662c369758d1b90697a7b0655b9"
            ),
            **_THIRD,
            "tokenizer.json": PublishedFile(
                2_480_617, "6d8cbd7cd0d8d5815e478dac67b85a26bbe77c1f5e0c6d76d1ce2abc0e5f21ca"
            ),
            "model.bin": PublishedFile(
                3_087_284_237, "69f74147e3334731bc3a76048724833325d2ec74642fb52620eda87352e3d4f1"
            ),
        },
    ),
    "large-v3-turbo": OfficialModel(
        "mobiuslabsgmbh/faster-whisper-large-v3-turbo",
        "0a363e9161cbc7ed1431c9597a8ceaf0c4f78fcf",
        {
            "config.json": PublishedFile(
                2_263, "b0253ea6c0d3bea6b1e19e91a02acfd3b53f4467362efcb5a3e6b16c9b3a9b7e"
            ),
            **_THIRD,
            "tokenizer.json": PublishedFile(
                2_710_337, "297b13372ac43916285644fb9687add3cc62ee2a1adb60da3dc25cc94c1871fd"
            ),
            "model.bin": PublishedFile(
                1_617_884_929, "e76620f83d5f5b69efd3d87e3dc180c1bd21df9fbebacfd4335e5e1efcc018da"
            ),
        },
    ),
}
"""By the name that people type; the small files first.

Source: sizes and digests are those that several public projects record for these revisions; those
of tokenizer and vocabulary are also those of the embedded model's files, which are on this machine.
"""
