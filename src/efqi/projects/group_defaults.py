"""What a `[[group]]` need not say, because its codes, bands or rules say it."""

from collections.abc import Iterable, Mapping
from typing import Any

from efqi.measures.bands import band_label, band_names
from efqi.measures.codes.catalogue import code_list, levels, names
from efqi.measures.codes.code_list import CodeList
from efqi.projects.value_text import number_as_text, one_as_list

OTHERWISE = "everyone else"
"""Group of whoever meets no rule, unless the file calls it otherwise."""
Keys = dict[str, Any]


def filled(given: Mapping[str, Any]) -> Keys:
    """Add the keys that codes, bands or rules imply; what the file says comes first.

    Parameters
    ----------
    given : mapping
        A `[[group]]` as its file has it, not checked yet.

    Returns
    -------
    dict
        With order, labels and what else is implied; as given where nothing is.
    """
    keys = _implied(given)
    order = _texts(keys.get("order", ()))
    if keys.get("sites") is True and order:
        # Sites are compared with all of them: the last stands in where one is needed.
        return {"reference": order[-1], **keys}
    return keys


def _implied(given: Mapping[str, Any]) -> Keys:
    codes, level = given.get("codes"), given.get("level", "")
    if codes in names() and level in ("", *levels(str(codes))):
        return _of_codes(code_list(str(codes), level), given)
    if _is_list_of(int, given.get("bands")):
        return _of_bands(given["bands"], given)
    if _is_list_of(Mapping, given.get("rules")):
        return _of_rules(given["rules"], given)
    return dict(given)


def _is_list_of(kind: type, value: Any) -> bool:
    is_list = isinstance(value, list | tuple) and len(value) > 0
    return is_list and all(isinstance(v, kind) for v in value)


def _of_codes(codes: CodeList, given: Mapping[str, Any]) -> Keys:
    order = _texts(given.get("order", codes.order))
    values = {g: codes.spellings[g] for g in order if codes.spellings.get(g)}
    values = given.get("values", values)
    meant = {*order, *_spellings(values), *_texts(given.get("total", ()))}
    also_unknown = [spelling for spelling in codes.unknown if spelling not in meant]
    unknown = dict.fromkeys([*also_unknown, *_texts(given.get("unknown", ()))])
    known = {g: words for g, words in codes.labels.items() if g in order and g != words}
    implied = {"title": codes.title, "ordered": codes.is_ordered}
    if codes.reference in order:
        implied["reference"] = codes.reference
    return {
        **implied,
        "order": order,
        **given,
        "values": values,
        "unknown": list(unknown),
        "labels": _merged(known, given),
    }


def _merged(labels: Mapping[str, str], given: Mapping[str, Any]) -> Any:
    own = given.get("labels", {})
    return {**labels, **own} if isinstance(own, Mapping) else own


def _texts(values: Any) -> list[str]:
    listed = one_as_list(values)
    if not isinstance(listed, list | tuple):
        return []
    texts = map(number_as_text, listed)
    return [value for value in texts if isinstance(value, str)]


def _spellings(values: Any) -> Iterable[str]:
    if isinstance(values, Mapping):
        for spellings in values.values():
            yield from _texts(spellings)


def _of_bands(bands: list[int], given: Mapping[str, Any]) -> Keys:
    names_of_bands = band_names(tuple(bands))
    labels = {band: band_label(band) for band in names_of_bands}
    implied = {"title": "age", "ordered": True, "order": list(names_of_bands)}
    return {**implied, **given, "labels": _merged(labels, given)}


def _of_rules(rules: list[Mapping[str, Any]], given: Mapping[str, Any]) -> Keys:
    otherwise = given.get("otherwise", OTHERWISE)
    order = _texts([*(rule.get("value") for rule in rules), otherwise])
    implied = {"order": list(dict.fromkeys(order)), "reference": otherwise}
    return {**implied, **given}
