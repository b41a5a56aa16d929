"""Links by rule: which known entity a form stands for."""

import pytest

from annotator.assist.linking import KnownEntity, KnownNames, link, surnames_of

KNOWN = KnownNames(
    [
        KnownEntity("e_turkey", "GPE", "Turkey"),
        KnownEntity("e_renn", "PERSON", "Alba Renn", ("The Captain",)),
        KnownEntity("e_vga", "ORG", "Velmar Grid Authority", ("VGA",)),
        KnownEntity("e_q", "PRODUCT", "Q-400"),
        KnownEntity("e_sisi", "PERSON", "Abdel al-Renni"),
    ]
)


@pytest.mark.parametrize(
    ("form", "label", "entity", "rule"),
    [
        ("Turkey", "GPE", "e_turkey", "exact"),
        ("Türkiye", "GPE", "e_turkey", "alias"),
        ("Turkish", "NORP", "e_turkey", "demonym"),
        ("Turks", "NORP", "e_turkey", "demonym"),
        ("Alba Renn", "PERSON", "e_renn", "exact"),
        ("Álba Renn", "PERSON", "e_renn", "exact"),
        ("Renn", "PERSON", "e_renn", "surname"),
        ("The Captain", "PERSON", "e_renn", "alias"),
        ("VGA", "ORG", "e_vga", "acronym"),
        ("Q-400s", "PRODUCT", "e_q", "alias"),
        ("Renni", "PERSON", "e_sisi", "surname"),
    ],
)
def test_a_form_links_by_the_strongest_rule(form, label, entity, rule):
    found = link(form, label, KNOWN)
    assert (found.entity, found.rule, found.options) == (entity, rule, ())


def test_another_label_makes_a_new_entity():
    assert link("Turkey", "ORG", KNOWN).entity == ""
    assert (link("Turkey", "ORG", KNOWN).name, link("Turkey", "ORG", KNOWN).rule) == ("Turkey", "new")


def test_two_bearers_of_equal_right_are_a_choice():
    known = KNOWN.adding([KnownEntity("e_ove", "PERSON", "Ove Renn")])
    found = link("Renn", "PERSON", known)
    assert found.entity == "" and {one.uid for one in found.options} == {"e_renn", "e_ove"}
    assert link("Alba Renn", "PERSON", known).entity == "e_renn"
    assert link("Renn", "PERSON", KNOWN).entity == "e_renn", "the names before stay as they were"


def test_an_entity_that_is_renamed_is_known_by_its_new_name_alone():
    known = KNOWN.adding([KnownEntity("e_q", "PRODUCT", "R-7")])
    assert link("R-7", "PRODUCT", known).entity == "e_q"
    assert link("Q-400", "PRODUCT", known).entity == ""


def test_a_family_name_is_told_with_and_without_its_article():
    assert surnames_of("Abdel al-Renni") == ("al-Renni", "Renni")
    assert surnames_of("Jon Tarr Jr.") == ("Tarr",)
    assert surnames_of("Alba") == ()
