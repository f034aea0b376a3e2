"""Skills and their versions, in the shape of the API and in that of its beta (`?beta=true`).

Each upload is one directory with a `SKILL.md` that begins with `name` and `description`. The service's own skills are
listed too, and cannot be changed.
"""

from __future__ import annotations

import dataclasses
import io
import re
import zipfile
from typing import Dict, List, Sequence, Tuple

from .._json import JsonObject
from ..clock import EPOCH, timestamp
from ..emulator import Context, Route
from ..exchange import Reply
from ..multipart import Part, form_of
from ..problem import ApiProblem, invalid
from .pages import page_by_cursor

MAX_UPLOAD_BYTES = 8 * 1024 * 1024
MAX_BODY_BYTES = 4 * MAX_UPLOAD_BYTES
NAME = re.compile(r"[a-z0-9-]{1,64}")
FRONT_MATTER = re.compile(r"\s*---\s*\n(.*?)\n---", re.DOTALL)
OWN = ("xlsx", "pptx", "docx", "pdf")


@dataclasses.dataclass(frozen=True)
class Version:
    """One upload of a skill."""

    id: str
    number: str
    """The version as the beta names it: microseconds since 1970."""
    name: str
    description: str
    directory: str
    created: float
    files: Tuple[Part, ...] = ()


@dataclasses.dataclass
class Skill:
    """A skill with its versions, oldest first."""

    id: str
    title: str
    source: str
    created: float
    updated: float
    versions: List[Version]


def create(context: Context) -> Reply:
    """POST /v1/skills"""
    parts = form_of(context.request)
    version = _version(context, parts)
    texts = {part.name: part.content.decode("utf-8", "replace") for part in parts if part.filename is None}
    title = texts.get("display_name") or texts.get("display_title") or version.name
    skill = Skill(context.emulator.ids.next("skill"), title, "custom", version.created, version.created, [version])
    _skills(context)[skill.id] = skill
    return Reply.of_json(_skill_json(context, skill))


def list_skills(context: Context) -> Reply:
    """GET /v1/skills, the service's own last"""
    source = context.request.param("source")
    skills = sorted(_skills(context).values(), key=lambda skill: (skill.source != "custom", -skill.created))
    chosen = [_skill_json(context, skill) for skill in skills if source in (None, "", skill.source)]
    return Reply.of_json(page_by_cursor(chosen, context.request))


def retrieve(context: Context) -> Reply:
    """GET /v1/skills/{id}"""
    return Reply.of_json(_skill_json(context, _skill(context)))


def delete(context: Context) -> Reply:
    """DELETE /v1/skills/{id}; its versions must be gone"""
    skill = _changeable(context)
    if skill.versions:
        raise invalid(f"Cannot delete skill {skill.id} with existing versions. Delete all versions first.")
    del _skills(context)[skill.id]
    return Reply.of_json({"id": skill.id, "type": "skill_deleted"})


def create_version(context: Context) -> Reply:
    """POST /v1/skills/{id}/versions"""
    skill = _changeable(context)
    version = _version(context, form_of(context.request))
    skill.versions.append(version)
    skill.updated = version.created
    return Reply.of_json(_version_json(context, skill, version))


def list_versions(context: Context) -> Reply:
    """GET /v1/skills/{id}/versions, newest first"""
    skill = _skill(context)
    versions = [_version_json(context, skill, version) for version in reversed(skill.versions)]
    return Reply.of_json(page_by_cursor(versions, context.request))


def retrieve_version(context: Context) -> Reply:
    """GET /v1/skills/{id}/versions/{version}"""
    skill = _skill(context)
    return Reply.of_json(_version_json(context, skill, _found_version(context, skill)))


def delete_version(context: Context) -> Reply:
    """DELETE /v1/skills/{id}/versions/{version}"""
    skill = _changeable(context)
    version = _found_version(context, skill)
    skill.versions.remove(version)
    id = version.number if context.request.is_beta else version.id
    return Reply.of_json({"id": id, "type": "skill_version_deleted"})


def download_version(context: Context) -> Reply:
    """GET /v1/skills/{id}/versions/{version}/content: a ZIP archive"""
    version = _found_version(context, _skill(context))
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as out:
        for part in version.files:
            moment = (EPOCH.year, EPOCH.month, EPOCH.day, 0, 0, 0)
            out.writestr(zipfile.ZipInfo(part.filename or "file", moment), part.content)
    return Reply.of_bytes(archive.getvalue(), "application/zip")


def _version(context: Context, parts: Sequence[Part]) -> Version:
    files = tuple(part for part in parts if part.name in ("files[]", "files") and part.filename is not None)
    directory, text = _checked(files)
    found = FRONT_MATTER.match(text)
    fields = dict(re.findall(r"^(\w+):[ \t]*(.+?)\s*$", found.group(1), re.MULTILINE)) if found else {}
    for key in ("name", "description"):
        if not fields.get(key):
            raise invalid(f"SKILL.md must start with YAML front matter that has a `{key}`")
    if not NAME.fullmatch(fields["name"]):
        raise invalid("SKILL.md: `name` must have 1 to 64 lower-case letters, digits and hyphens")
    now, ids = context.emulator.clock.now(), context.emulator.ids
    number = str(int(now * 1_000_000) + len(context.emulator.stores.setdefault("skill_versions", [])))
    context.emulator.stores["skill_versions"].append(number)
    return Version(ids.next("skillver"), number, fields["name"], fields["description"], directory, now, files)


def _checked(files: Tuple[Part, ...]) -> tuple[str, str]:
    """The directory of an upload and the text of its SKILL.md. Raises: ApiProblem."""
    if not files:
        raise invalid("files: Field required")
    if sum(len(part.content) for part in files) > MAX_UPLOAD_BYTES:
        raise ApiProblem(413, f"files: exceed the maximum size of {MAX_UPLOAD_BYTES} bytes together")
    names = [str(part.filename) for part in files]
    directories = {name.partition("/")[0] for name in names}
    if len(directories) != 1 or not all("/" in name for name in names):
        raise invalid("files: all files must be in one directory at the top")
    directory = directories.pop()
    for part in files:
        if part.filename == f"{directory}/SKILL.md":
            return directory, part.content.decode("utf-8", "replace")
    raise invalid(f"files: {directory}/SKILL.md is missing")


def _skills(context: Context) -> Dict[str, Skill]:
    skills: Dict[str, Skill] = context.emulator.stores.setdefault("skills", {})
    if not skills:
        day = EPOCH.timestamp()
        for name in OWN:
            version = Version(f"skillver_{name}", "20251013", name, f"Works with {name} files.", name, day)
            skills[name] = Skill(name, name, "anthropic", day, day, [version])
    return skills


def _skill(context: Context) -> Skill:
    id = context.path["id"]
    skill = _skills(context).get(id)
    if skill is None:
        raise ApiProblem(404, f"Skill not found: {id}")
    return skill


def _changeable(context: Context) -> Skill:
    skill = _skill(context)
    if skill.source != "custom":
        raise ApiProblem(403, f"Skill {skill.id} cannot be changed")
    return skill


def _found_version(context: Context, skill: Skill) -> Version:
    name = context.path["version"]
    for version in reversed(skill.versions):
        if name in (version.id, version.number, "latest"):
            return version
    raise ApiProblem(404, f"Skill version not found: {skill.id} {name}")


def _skill_json(context: Context, skill: Skill) -> JsonObject:
    moments = {"created_at": timestamp(skill.created), "updated_at": timestamp(skill.updated)}
    latest = skill.versions[-1] if skill.versions else None
    if context.request.is_beta:
        number = latest.number if latest else None
        own: JsonObject = {"display_title": skill.title, "latest_version": number, "source": skill.source}
    else:
        own = {
            "display_name": skill.title,
            "latest_version_id": latest.id if latest else "",
            "source": {"type": skill.source},
        }
    return {"type": "skill", "id": skill.id, **own, **moments}


def _version_json(context: Context, skill: Skill, version: Version) -> JsonObject:
    shown: JsonObject = {
        "type": "skill_version",
        "id": version.id,
        "skill_id": skill.id,
        "name": version.name,
        "description": version.description,
        "created_at": timestamp(version.created),
    }
    return {**shown, "directory": version.directory, "version": version.number} if context.request.is_beta else shown


ROUTES = (
    Route("POST", "/v1/skills", create, max_bytes=MAX_BODY_BYTES),
    Route("GET", "/v1/skills", list_skills),
    Route("GET", "/v1/skills/{id}", retrieve),
    Route("DELETE", "/v1/skills/{id}", delete),
    Route("POST", "/v1/skills/{id}/versions", create_version, max_bytes=MAX_BODY_BYTES),
    Route("GET", "/v1/skills/{id}/versions", list_versions),
    Route("GET", "/v1/skills/{id}/versions/{version}", retrieve_version),
    Route("DELETE", "/v1/skills/{id}/versions/{version}", delete_version),
    Route("GET", "/v1/skills/{id}/versions/{version}/content", download_version),
)
