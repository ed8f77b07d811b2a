"""The embedding model: unit vectors of the packaged weights, and clear words when they are not whole."""

from pathlib import Path

import numpy as np
import pytest

from ingest.encoder import PACKAGED, PACKAGED_SHA256, Encoder
from ingest.errors import UserError


def test_embeddings_are_unit_vectors_of_the_stated_dimension(encoder: Encoder) -> None:
    vectors = encoder.encode(["two mines", "", "две мины", "iki mina"])
    assert vectors.shape == (4, encoder.identity.dimension)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)


def test_the_packaged_model_is_known_by_its_weights(encoder: Encoder) -> None:
    assert (encoder.identity.name, encoder.identity.dimension, encoder.identity.digest) == (PACKAGED, 384, PACKAGED_SHA256)


def test_near_meanings_have_near_vectors(encoder: Encoder) -> None:
    near, other, asked = encoder.encode(["A shepherd was injured by a mine.", "The bank raised its rates.", "Who was hurt by a landmine?"])
    assert asked @ near > 0.3 > asked @ other


def test_a_model_that_is_not_on_this_machine_is_named() -> None:
    with pytest.raises(UserError, match=r"MINEFACTS_MODEL='no-such/model'"):
        _ = Encoder("no-such/model").identity


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="holds no model"):
        _ = Encoder(str(tmp_path)).identity


def test_damaged_packaged_weights_are_refused(tmp_path: Path) -> None:
    damaged = Encoder()
    damaged.folder = tmp_path
    (tmp_path / "config.json").write_text('{"hidden_size": 384}')
    (tmp_path / "model.safetensors").write_bytes(b"damaged")
    with pytest.raises(UserError, match="is damaged"):
        _ = damaged.identity
