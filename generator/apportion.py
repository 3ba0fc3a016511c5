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


class Refused(Exception):  # noqa: N818 - it carries what to tell, it is not an error of ours
    """Says why nothing was worked out."""


def apportion(root: Path, project: str, areas: Path) -> tuple[str, bool]:
    """Write the private lines and the public result; tell whether the record says the same."""
    path, share = _share(root, project)
    areas = _outside(root, areas)
    try:
        listed = homes.read(areas.read_bytes(), by_area=share.method.by_area, by_floor=share.method.by_floor)
    except homes.WrongFile as trouble:
        raise Refused(f"{areas.name} 有问题：\n{trouble}") from trouble
    except OSError as trouble:
        raise Refused(f"打不开 {areas}") from trouble
    weights = _weights(path, share, listed)
    done = shares.split(share.total, weights)
    result = ShareResult.model_construct(
        participants=len(weights),
        base=sum(weights.values()) if share.method.by_area or share.method.by_floor else None,
        residue=done.residue,
        commitment=shares.commitment(listed, done, _key(areas, made=share.result is not None)),
    )
    verdict, same = _verdict(path, share.result, result)
    return f"{_lines(done, listed)}\n\n{_block(result)}\n{verdict}", same


def _share(root: Path, project: str) -> tuple[str, Share]:
    """Find what the record of `community/project` says of the split."""
    community, _, ref = project.partition("/")
    names, _ = communities(root / "records")
    if community not in names:
        raise Refused(f"项目要写成 社区/项目，例如 jianxi/shed；没有“{community}”这个社区")
    ledger, _ = load(root / "records", community)
    if ledger is None:
        raise Refused(f"records/{community} 里有读不了的记录，请先运行 gongshi check 改好")
    book = ledger.books.get(ref)
    if book is None:
        raise Refused(f"records/{community}/projects/ 里没有“{ref}”这个项目")
    if book.project.share is None:
        raise Refused(f"{book.record.path} 还没有写 share，请先写 method、total 和 basis")
    return book.record.path, book.project.share


def _outside(root: Path, areas: Path) -> Path:
    """Refuse a private file that lies where it would be published with everything else."""
    found = areas.resolve()
    if found.is_relative_to(root.resolve()):
        raise Refused(f"{found.name} 在项目文件夹里，会被公开。请移到别的文件夹，再运行一次")
    return found


def _weights(path: str, share: Share, listed: tuple[Home, ...]) -> dict[str, int]:
    by_floor = {line.floor: line.coefficient for line in share.floors} if share.method.by_floor else None
    floors = {home.floor for home in listed if home.takes_part}
    if by_floor is not None and not floors <= by_floor.keys():
        missing = "、".join(str(floor) for floor in sorted(floors - by_floor.keys()))
        raise Refused(f"{path} 的 floors 少了这些楼层的系数：{missing}")
    weights = dict(shares.weights(listed, by_area=share.method.by_area, coefficients=by_floor))
    if not any(weights.values()):
        raise Refused("参加的各户系数都是 0，没有人出钱")
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
        raise Refused(
            f"没有 {path.name}，或内容不对。它要和 {areas.name} 放在一起；找不回来，就删掉记录里的 result 重算"
        )
    return key


def _lines(done: Split, listed: tuple[Home, ...]) -> str:
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow((homes.ID, "应摊（元）"))
    rows.writerows((home.id, plain(done.lines[home.id])) for home in listed if home.takes_part)
    outside = len(listed) - len(done.lines)
    return (
        f"各户的数只给本人看，不要放进项目文件夹：\n\n{text.getvalue()}\n"
        f"合计 {yuan(sum(done.lines.values()))} 元，{len(done.lines)} 户参加，{outside} 户不参加，"
        f"{done.residue} 户多 1 分"
    )


def _block(result: ShareResult) -> str:
    lines = [f"  {name}: {said}\n" for name, (_, said) in _said(result).items()]
    return f"可以公开的结果（在记录里写在 share 下面）：\n\n  result:\n{''.join(f'  {line}' for line in lines)}"


def _said(result: ShareResult) -> dict[str, tuple[str, str]]:
    """Write each field that a record may hold: its title, and its value as YAML spells it."""
    written = {
        "participants": str(result.participants),
        "base": "" if result.base is None else f"'{shares.written(result.base)}'",
        "residue": f"'{plain(result.residue)}'",
        "commitment": f"'{result.commitment}'",
    }
    titles = {name: field.title or name for name, field in ShareResult.model_fields.items()}
    return {name: (titles[name], said) for name, said in written.items() if said}


def _verdict(path: str, recorded: ShareResult | None, result: ShareResult) -> tuple[str, bool]:
    if recorded is None:
        return f"请把上面的 result 写进 {path}，再运行一次核对", True
    said = _said(recorded)
    differing = [
        f"{title}：记录写 {said[name][1]}，算出来是 {new}"
        for name, (title, new) in _said(result).items()
        if said[name][1] != new
    ]
    if not differing:
        return f"和 {path} 写的一致", True
    return "\n".join([f"和 {path} 写的不一样：", *differing]), False
