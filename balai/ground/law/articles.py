"""Articles by the key that a step names, from `articles.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Article:
    """An article in both languages; `about` in a few words of ours; `confidence` as in the law files."""

    id: str
    en: str
    about: str
    about_en: str
    confidence: str


@cache
def articles() -> dict[str, Article]:
    """All articles by key."""
    data = tomllib.loads(files(__package__).joinpath("articles.toml").read_text(encoding="utf-8"))
    return {key: Article(**entry) for key, entry in data.items()}
