"""What every page needs is read before anyone asks for it."""


def test_every_template_compiles_and_the_readers_are_made(workbench):  # noqa: ARG001
    from django.template import engines

    from efqi.web.serve import warm_up
    from efqi.web.workbench import answering

    answering._reader.cache_clear()
    warm_up()
    assert answering._reader.cache_info().currsize == 2
    made = engines["jinja2"].env
    assert "home.html" in made.list_templates(extensions=["html"])
    assert len(made.cache) > 50
