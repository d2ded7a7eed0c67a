"""format=flowed (RFC 3676): lines that end in a space go on in the next one."""


def unflow(text: str, *, delsp: bool = False) -> str:
    out: list[str] = []
    open_depth = -1  # quote depth of the paragraph that goes on, -1 for none
    for line in text.split("\n"):
        bare = line.lstrip(">")
        depth = len(line) - len(bare)
        bare = bare.removeprefix(" ")
        flows = bare.endswith(" ") and bare != "-- "
        if open_depth == depth and bare != "-- ":
            out[-1] += bare
        else:
            out.append(f"{'>' * depth}{' ' * bool(depth)}{bare}")
        if flows and delsp:
            out[-1] = out[-1][:-1]
        open_depth = depth if flows else -1
    return "\n".join(out)
