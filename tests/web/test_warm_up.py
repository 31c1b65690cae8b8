"""What every page needs is read before anyone asks for it."""

import tempfile


def test_every_template_compiles_and_the_readers_are_made(workbench):  # noqa: ARG001
    from django.template import engines

    from efqi.web.serve import warm_up
    from efqi.web.workbench import answering

    answering._reader.cache_clear()
    warm_up()
    assert answering._reader.cache_info().currsize == 2
    made = engines["jinja2"].env
    names = made.list_templates(extensions=["html", "jinja"])
    assert {"home.html", "nhsuk/components/button/template.jinja"} <= set(names)
    assert len(made.cache) >= len(names)


def test_compiled_templates_are_kept_where_there_is_room(workbench, tmp_path):  # noqa: ARG001
    from jinja2 import DictLoader, Environment

    from efqi.web.templating import _Compiled

    kept = _Compiled(str(tmp_path))
    made = Environment(  # noqa: S701 - holds no words of anyone
        loader=DictLoader({"a": "{{ 6 * 7 }}"}), bytecode_cache=kept
    )
    assert made.get_template("a").render() == "42"
    assert len(list(tmp_path.iterdir())) == 1
    kept.directory = str(tmp_path / "gone")
    made.cache.clear()
    assert made.get_template("a").render() == "42"


def test_start_without_a_folder_of_its_own_compiles_each_time(
    workbench,  # noqa: ARG001
    monkeypatch,
    tmp_path,
):
    from efqi.web.templating import _compiled

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert _compiled() is not None
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    assert _compiled() is None
