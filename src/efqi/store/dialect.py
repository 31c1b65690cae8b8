"""The counting's SQL, written for DuckDB, in the words of PostgreSQL or Spark.

SQLGlot translates; the rules here add what it leaves as it is: casts that give NULL, dates
as text, blanks that Unicode calls spaces, hashes of whole rows.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import sqlglot
from sqlglot import exp

from efqi.errors import ExtractError, Place
from efqi.store.date_pattern import ISO_PATTERNS, MONTHS, DatePattern, patterns_of

SPACES = "".join(
    map(chr, (0x20, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000))
)
"""What DuckDB's trim takes off: every space separator of Unicode."""
_INFINITY = "[iI][nN][fF](?:[iI][nN][iI][tT][yY])?"
_NUMBER = (
    r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,2})?"
    rf"|[+-]?{_INFINITY}|[nN][aA][nN]"
)
_LONGEST_NUMBER = 200
_FIRST_OF_1900S = 69
_LONGEST_NAME = 63


@dataclass(frozen=True, slots=True)
class Dialect:
    """The SQL of one engine.

    Attributes
    ----------
    name : str
        What SQLGlot calls it.
    end : str
        End of text in its regular expressions.
    group : str
        What stands before the number of a group in a replacement.
    row_hash : callable
        Makes the SQL of a hash from columns.
    spaces : str
        Characters that trim takes off.
    collation : str
        Put behind texts whose capitals change; "" for none.
    """

    name: str
    end: str
    group: str
    row_hash: Callable[[list[exp.Expr]], exp.Expr]
    spaces: str = SPACES
    collation: str = ""


def _hash_of_text(columns: list[exp.Expr]) -> exp.Expr:
    row = exp.Anonymous(this="ROW", expressions=columns)
    return exp.func("hashtextextended", exp.cast(row, "text"), exp.Literal.number(0))


def _hash_of_values(columns: list[exp.Expr]) -> exp.Expr:
    # Spark's hash passes over NULL, so each value is told with whether it is one.
    told = [part for c in columns for part in (c, exp.paren(c.copy().is_(exp.null())))]
    return exp.Anonymous(this="xxhash64", expressions=told)


POSTGRES = Dialect("postgres", "$", "\\", _hash_of_text)
SPARK = Dialect("spark", "\\z", "$", _hash_of_values)


def check_is_select(query: str, dialect: Dialect, place: Place) -> None:
    """Check that a query of the user's is one SELECT.

    Raises
    ------
    ExtractError
        Where it is not.
    """
    try:
        statements = sqlglot.parse(query, read=dialect.name)
    except sqlglot.errors.SqlglotError:
        statements = []
    if len(statements) != 1 or not isinstance(statements[0], exp.Query):
        raise ExtractError(
            "The query must be one SELECT.",
            where=place,
            fix="Correct it in project.toml; efqi only reads.",
        )


def translated(query: str, dialect: Dialect) -> str:
    """Write a query of DuckDB's in another SQL, to give the same rows.

    Parameters
    ----------
    query : str
        One statement; names and texts in it are quoted as `engine` quotes them.
    dialect : Dialect
        `POSTGRES`, `SPARK` or a variation.
    """
    tree = sqlglot.parse_one(query, read="duckdb")
    # From the leaves up, so that what a rule takes over has been through the rules.
    for node in reversed(list(tree.walk())):
        rule = _RULES.get(type(node))
        replaced = rule(node, dialect) if rule else node
        if replaced is not node:
            node.replace(replaced)
    return tree.sql(dialect=dialect.name)


def _cast_if_possible(node: Any, dialect: Dialect) -> Any:
    if node.to.is_type("double"):
        return _number(node.this, dialect)
    iso = [DatePattern(pattern, is_iso=True) for pattern in ISO_PATTERNS]
    return _date(node.this, iso, dialect)


def _called(node: Any, dialect: Dialect) -> Any:
    match node.name.lower():
        case "strlen":
            return exp.Anonymous(this="octet_length", expressions=node.expressions)
        case "hash":
            return dialect.row_hash(node.expressions)
        case "try_strptime":
            value, patterns = node.expressions
            listed = [pattern.this for pattern in patterns.expressions]
            return _date(value, patterns_of(listed), dialect)
    return node


def _trimmed(node: Any, dialect: Dialect) -> Any:
    return exp.Trim(this=node.this, expression=_text(dialect.spaces))


def _matched(node: Any, dialect: Dialect) -> Any:
    return _matches(node.this, node.expression.this, dialect)


def _collated(node: Any, dialect: Dialect) -> Any:
    if not dialect.collation:
        return node
    collation = exp.to_identifier(dialect.collation, quoted=True)
    return type(node)(this=exp.Collate(this=node.this, expression=collation))


def _aliased(node: Any, dialect: Dialect) -> Any:
    del dialect
    if node.alias or not isinstance(node.parent, exp.From | exp.Join):
        return node
    return exp.alias_(node.copy(), "efqi_part", table=True)


def _unwrapped(node: Any, dialect: Dialect) -> Any:
    del dialect
    # Spark reads `visits WHERE (true)` as a table by the name of WHERE with a column.
    return exp.Where(this=node.this.unnest())


def _shortened(node: Any, dialect: Dialect) -> Any:
    del dialect
    if len(node.name.encode()) <= _LONGEST_NAME:
        return node
    short = hashlib.sha256(node.name.encode()).hexdigest()[:16]
    return exp.to_identifier(f"efqi_{short}", quoted=True)


_RULES: Mapping[type[exp.Expr], Callable[[Any, Dialect], Any]] = {
    exp.TryCast: _cast_if_possible,
    exp.Anonymous: _called,
    exp.Trim: _trimmed,
    exp.RegexpFullMatch: _matched,
    exp.Lower: _collated,
    exp.Upper: _collated,
    exp.Subquery: _aliased,
    exp.Where: _unwrapped,
    exp.Identifier: _shortened,
}


def _text(value: str) -> exp.Literal:
    return exp.Literal.string(value)


def _matches(
    value: exp.Expr, pattern: str, dialect: Dialect, flags: str = ""
) -> exp.Expr:
    whole = _text(f"{flags}^(?:{pattern}){dialect.end}")
    return exp.RegexpLike(this=value.copy(), expression=whole)


def _number(value: exp.Expr, dialect: Dialect) -> exp.Expr:
    is_short = exp.Length(this=value.copy()) < _LONGEST_NUMBER
    is_number = exp.and_(is_short, _matches(value, _NUMBER, dialect))
    return exp.Case().when(is_number, exp.cast(value.copy(), "double"))


def _date(value: exp.Expr, patterns: list[DatePattern], dialect: Dialect) -> exp.Expr:
    read = exp.Case()
    for pattern in patterns:
        is_written_so = _matches(value, pattern.valid(), dialect, "(?i)")
        read = read.when(is_written_so, _day(value, pattern, dialect), copy=False)
    return read


def _day(value: exp.Expr, pattern: DatePattern, dialect: Dialect) -> exp.Expr:
    def part(code: str) -> exp.Expr:
        group = f"{dialect.group}{pattern.codes.index(code) + 1}"
        taken_apart = _text(f"(?i)^{pattern.parts()}{dialect.end}")
        arguments = [value.copy(), taken_apart, _text(group)]
        return exp.Anonymous(this="regexp_replace", expressions=arguments)

    year: exp.Expr = exp.cast(part(pattern.year), "int")
    if pattern.year == "%y":
        of_2000s = year + 2000
        is_of_1900s = year.copy() >= _FIRST_OF_1900S
        year = exp.Case().when(is_of_1900s, year.copy() + 1900).else_(of_2000s)
    if pattern.month == "%m":
        month: exp.Expr = exp.cast(part("%m"), "int")
    else:
        first_letters = exp.func(
            "substr", exp.Lower(this=part(pattern.month)), "1", "3"
        )
        month = exp.Case(this=first_letters)
        for number, name in enumerate(MONTHS, start=1):
            month = month.when(_text(name[:3]), exp.Literal.number(number))
    day = exp.cast(part("%d"), "int") if "%d" in pattern.codes else "1"
    return exp.Anonymous(
        this="make_date", expressions=[year, month, exp.maybe_parse(day)]
    )
