"""`gongshi share`: each home's share for the staff's eyes, and the public result held against the record."""

import csv
import io
import secrets
from pathlib import Path

from generator import homes, shares
from generator.load import load
from generator.money import plain, yuan
from generator.records.share import Share, ShareResult
from generator.shares import Home, Split
from generator.tree import communities
from generator.wording import LINES, Said, listed, say

SHARE = "应摊（元）"
"""The second column of the private lines; the first is that of the file they were made from."""


class Refused(Exception):  # noqa: N818 - it carries what to tell, it is not an error of ours
    """Says why nothing was worked out."""


def apportion(root: Path, project: str, areas: Path) -> tuple[Said, bool]:
    """Write the private lines and the public result; tell whether the record says the same."""
    path, share = _share(root, project)
    areas = _outside(root, areas)
    try:
        all_homes = homes.read(areas.read_bytes(), by_area=share.method.by_area, by_floor=share.method.by_floor)
    except homes.WrongFile as trouble:
        raise Refused(say("{file} 有问题：\n{slips}", file=areas.name, slips=trouble.args[0])) from trouble
    except OSError as trouble:
        raise Refused(say("打不开 {file}", file=f"{areas}")) from trouble
    weights = _weights(path, share, all_homes)
    done = shares.split(share.total, weights)
    result = ShareResult.model_construct(
        participants=len(weights),
        base=sum(weights.values()) if share.method.by_area or share.method.by_floor else None,
        residue=done.residue,
        commitment=shares.commitment(all_homes, done, _key(areas, made=share.result is not None)),
    )
    verdict, same = _verdict(path, share.result, result)
    return say(
        "{lines}\n\n{block}\n{verdict}", lines=_lines(done, all_homes), block=_block(result), verdict=verdict
    ), same


def _share(root: Path, project: str) -> tuple[str, Share]:
    """Find what the record of `community/project` says of the split."""
    community, _, ref = project.partition("/")
    names, _ = communities(root / "records")
    if community not in names:
        raise Refused(say("项目要写成 社区/项目，例如 jianxi/shed；没有“{community}”这个社区", community=community))
    ledger, _ = load(root / "records", community)
    if ledger is None:
        raise Refused(say("records/{community} 里有读不了的记录，请先运行 gongshi check 改好", community=community))
    book = ledger.books.get(ref)
    if book is None:
        raise Refused(say("records/{community}/projects/ 里没有“{project}”这个项目", community=community, project=ref))
    if book.project.share is None:
        raise Refused(say("{path} 还没有写 share，请先写 method、total 和 basis", path=book.record.path))
    return book.record.path, book.project.share


def _outside(root: Path, areas: Path) -> Path:
    """Refuse a private file that lies where it would be published with everything else."""
    found = areas.resolve()
    if found.is_relative_to(root.resolve()):
        raise Refused(say("{file} 在项目文件夹里，会被公开。请移到别的文件夹，再运行一次", file=found.name))
    return found


def _weights(path: str, share: Share, all_homes: tuple[Home, ...]) -> dict[str, int]:
    by_floor = {line.floor: line.coefficient for line in share.floors} if share.method.by_floor else None
    floors = {home.floor for home in all_homes if home.takes_part}
    if by_floor is not None and not floors <= by_floor.keys():
        missing = listed([str(floor) for floor in sorted(floors - by_floor.keys())])
        raise Refused(say("{path} 的 floors 少了这些楼层的系数：{missing}", path=path, missing=missing))
    weights = dict(shares.weights(all_homes, by_area=share.method.by_area, coefficients=by_floor))
    if not any(weights.values()):
        raise Refused(say("参加的各户系数都是 0，没有人出钱"))
    return weights


def _key(areas: Path, *, made: bool) -> bytes:
    """Give the key of the commitment, kept beside the private file; the first time, make it."""
    path = areas.with_name(f"{areas.name}.key")
    if not made and not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_hex(32) + "\n", encoding="ascii")
    try:
        key = bytes.fromhex(path.read_text(encoding="ascii"))
    except (OSError, ValueError):
        key = b""
    if len(key) != 32:
        told = say("没有 {key}，或内容不对。它要和 {file} 放在一起", key=path.name, file=areas.name)
        raise Refused(say("{told}；找不回来，就删掉记录里的 result 重算", told=told))
    return key


def _lines(done: Split, all_homes: tuple[Home, ...]) -> Said:
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow((homes.ID, SHARE))
    rows.writerows((home.id, plain(done.lines[home.id])) for home in all_homes if home.takes_part)
    total = say(
        "合计 {amount} 元，{homes} 户参加，{outside} 户不参加，{more} 户多 1 分",
        amount=yuan(sum(done.lines.values())),
        homes=len(done.lines),
        outside=len(all_homes) - len(done.lines),
        more=done.residue,
    )
    return say("各户的数只给本人看，不要放进项目文件夹：\n\n{rows}\n{total}", rows=text.getvalue(), total=total)


def _block(result: ShareResult) -> Said:
    lines = "".join(f"    {name}: {said}\n" for name, (_, said) in _said(result).items())
    return say("可以公开的结果（在记录里写在 share 下面）：\n\n  result:\n{lines}", lines=lines)


def _said(result: ShareResult) -> dict[str, tuple[Said, str]]:
    """Write each field that a record may hold: its title, and its value as YAML spells it."""
    written = {
        "participants": str(result.participants),
        "base": "" if result.base is None else f"'{shares.written(result.base)}'",
        "residue": f"'{plain(result.residue)}'",
        "commitment": f"'{result.commitment}'",
    }
    titles = {name: say(field.title or name) for name, field in ShareResult.model_fields.items()}
    return {name: (titles[name], said) for name, said in written.items() if said}


def _verdict(path: str, recorded: ShareResult | None, result: ShareResult) -> tuple[Said, bool]:
    if recorded is None:
        return say("请把上面的 result 写进 {path}，再运行一次核对", path=path), True
    said = _said(recorded)
    differing = [
        say("{title}：记录写 {said}，算出来是 {new}", title=title, said=said[name][1], new=new)
        for name, (title, new) in _said(result).items()
        if said[name][1] != new
    ]
    if not differing:
        return say("和 {path} 写的一致", path=path), True
    return say("和 {path} 写的不一样：\n{differing}", path=path, differing=listed(differing, LINES)), False
