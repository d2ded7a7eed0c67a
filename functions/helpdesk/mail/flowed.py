"""format=flowed (RFC 3676): lines that end in a space go on in the next one."""


def unflow(text: str, *, delsp: bool = False) -> str:
    out: list[list[str]] = []  # each a paragraph in pieces
    open_depth = -1  # quote depth of the paragraph that goes on, -1 for none
    for line in text.split("\n"):
        bare = line.lstrip(">")
        depth = len(line) - len(bare)
        bare = bare.removeprefix(" ")
        flows = bare.endswith(" ") and bare != "-- "
        piece = bare[:-1] if flows and delsp else bare
        if open_depth == depth and bare != "-- ":
            out[-1].append(piece)
        else:
            out.append([">" * depth + " " * bool(depth), piece])
        open_depth = depth if flows else -1
    return "\n".join("".join(pieces) for pieces in out)
