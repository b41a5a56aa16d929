"""The sweep over an article: one key settles a decision, each is one step, nothing is linked unseen."""

import pytest
from pytest import fixture

from annotator.model.records import ArticleDraft
from annotator.model.span import Span
from annotator.project import annotating, articles, entities
from annotator.transfer.sweeping import Sweep

TEXT = (
    "The Baltic Watch Alliance (BWA) asked Norway to wait. Foreign Minister Alba Renn said Norwegian crews of the "
    "Q-77 were ready. The BWA sent Jon Tarr to Gundby on 3 March 2030; Renn and the Norwegians met Tarr there.\n"
)


@fixture
def article(project):
    return articles.add(project, [ArticleDraft("Alliance", TEXT)]).added[0]


@fixture
def sweep(project, article):
    return Sweep(project, article.uid)


def shown(sweep):
    return sweep.current.head.form


def tags(project, article):
    """Return (quote, label's key, entity's name, rule, status) of the article's tags."""
    keys = {label.uid: label.key for label in project.labels()}
    names = {one.uid: one.name for one in project.entities()}
    return [
        (one.quote, keys[one.label], names.get(one.mention.entity, ""), one.mention.link_rule, one.status)
        for one in project.annotations(article.uid)
    ]


def label(project, key):
    return project.labels().by_key(key).uid


def all_forms(sweep):
    return [one.head.form for one in sweep.decisions()]


def test_decisions_come_in_text_order_with_one_for_all_forms_of_a_thing(sweep):
    assert all_forms(sweep) == [
        "Baltic Watch Alliance",
        "Norway",
        "Alba Renn",
        "Q-77",
        "Jon Tarr",
        "Gundby",
        "3 March 2030",
    ]
    assert (sweep.left, sweep.total, sweep.label.key) == (7, 7, "ORG")
    assert [one.quote for one in sweep.peek()] == ["BWA", "BWA"]
    assert sweep.peek()[0].before.endswith("Alliance (")


def test_accepting_tags_every_form_in_one_step_and_shows_the_next(sweep, project, article):
    made = sweep.accept()
    assert tags(project, article) == [
        ("Baltic Watch Alliance", "ORG", "Baltic Watch Alliance", "exact", "accepted"),
        ("BWA", "ORG", "Baltic Watch Alliance", "acronym", "draft"),
        ("BWA", "ORG", "Baltic Watch Alliance", "acronym", "draft"),
    ]
    assert [one.origin for one in made] == ["manual", "propagated", "propagated"]
    assert [one.aliases for one in project.entities()] == [("BWA",)]
    assert (shown(sweep), sweep.decided, sweep.left, sweep.total) == ("Norway", 1, 6, 7)
    assert project.undo_title == "Tag Baltic Watch Alliance and 2 equal forms"


def test_one_undo_takes_the_spread_and_the_entity_back_and_the_decision_returns(sweep, project, article):
    project.listen(sweep.apply)
    before = all_forms(sweep)
    sweep.accept()
    project.undo()
    assert tags(project, article) == [] and project.entities() == []
    assert all_forms(sweep) == before
    sweep.seek(0)
    assert shown(sweep) == "Baltic Watch Alliance"


def test_a_country_is_tagged_with_the_words_for_its_people_kept_apart(sweep, project, article):
    sweep.next()
    sweep.accept()
    assert tags(project, article) == [
        ("Norway", "GPE", "Norway", "exact", "accepted"),
        ("Norwegian", "NORP", "Norway", "demonym", "draft"),
        ("Norwegians", "NORP", "Norway", "demonym", "draft"),
    ]
    assert [one.aliases for one in project.entities()] == [()]


def test_only_this_one_leaves_the_others_as_a_decision_that_links_to_the_same_entity(sweep, project, article):
    sweep.accept(only=True)
    assert [quote for quote, *_ in tags(project, article)] == ["Baltic Watch Alliance"]
    assert shown(sweep) == "BWA"
    sweep.accept()
    assert {name for _, _, name, _, _ in tags(project, article)} == {"Baltic Watch Alliance"}
    assert len(project.entities()) == 1


def test_a_labels_key_tags_with_that_label_and_leaves_forms_of_another_label_open(sweep, project, article):
    sweep.seek(TEXT.index("Norway"))
    sweep.relabel(label(project, "LOC"))
    assert tags(project, article) == [("Norway", "LOC", "Norway", "new", "accepted")]
    assert "Norwegian" in all_forms(sweep)


def test_a_correction_changes_what_is_proposed_next_at_once(project):
    text = "They asked the Coastal Directorate first. They asked the Orre Directorate next."
    uid = articles.add(project, [ArticleDraft("Two", text)]).added[0].uid
    sweep = Sweep(project, uid)
    sweep.relabel(label(project, "FAC"))
    assert (shown(sweep), sweep.label.key) == ("Orre Directorate", "FAC")
    again = articles.add(project, [ArticleDraft("Three", "They asked the Sund Directorate.")]).added[0].uid
    assert Sweep(project, again).label.key == "FAC"
    assert Sweep(project, again).why == "You gave “directorate” that label before."


def test_a_rejected_form_is_never_proposed_again_in_the_article(sweep, project, article):
    sweep.seek(TEXT.index("Gundby"))
    sweep.reject()
    assert "Gundby" not in all_forms(sweep) and shown(sweep) == "3 March 2030"
    assert "Gundby" not in all_forms(Sweep(project, article.uid))
    assert tags(project, article) == []
    assert project.undo_title == "“Gundby” is no entity"
    project.undo()
    assert "Gundby" in all_forms(Sweep(project, article.uid))


def test_rejecting_one_form_of_several_leaves_the_others(sweep):
    sweep.reject()
    assert all_forms(sweep)[:3] == ["Baltic", "BWA", "Norway"], "and the listed name inside it comes up"


def test_the_reason_tells_how_often_the_rule_was_right(sweep, project):
    assert sweep.why == "“Alliance” heads an organization's name."
    sweep.accept()
    text = "They left the Orre League and the Sund Council."
    other = Sweep(project, articles.add(project, [ArticleDraft("Next", text)]).added[0].uid)
    assert other.why.endswith("This rule was right 1 of 1 time here.")
    other.reject()
    assert other.why.endswith("This rule was right 1 of 2 times here.")
    assert (other.rules()["head word"].accepted, other.rules()["head word"].rejected) == (1, 1)


def test_a_value_rule_that_is_rejected_twice_goes_quiet(project):
    text = "It was on Monday, in June, and in 2030, that Norway paid."
    sweep = Sweep(project, articles.add(project, [ArticleDraft("Days", text)]).added[0].uid)
    assert all_forms(sweep) == ["Monday", "June", "2030", "Norway"]
    sweep.reject()
    sweep.reject()
    assert all_forms(sweep) == ["Norway"] and sweep.is_quiet("date")
    project.undo()
    sweep.refresh()
    assert all_forms(sweep) == ["June", "2030", "Norway"]


def test_the_edges_move_by_words_and_the_new_form_spreads(project):
    text = "They met Guard Commander Ove there. Ove slept. The Guard Commander left."
    sweep = Sweep(project, articles.add(project, [ArticleDraft("Edges", text)]).added[0].uid)
    while shown(sweep) != "Ove":
        sweep.next()
    head = sweep.current.head
    sweep.move_edge("start", -1)
    assert shown(sweep) == "Commander Ove" and sweep.current.others == ()
    sweep.move_edge("start", 1)
    assert (sweep.current.head.span, [one.span.of(text) for one in sweep.current.others]) == (head.span, ["Ove"])
    sweep.move_edge("end", -1, is_exact=True)
    assert shown(sweep) == "Ov"
    sweep.move_edge("end", -1)
    assert shown(sweep) == "Ov", "an edge never passes the other one"


def test_edges_never_move_onto_a_tagged_place(sweep, project, article):
    at = TEXT.index("asked")
    annotating.tag(project, project.version(article.uid), [Span(at, at + 5)], label(project, "OTHER"))
    sweep.refresh()
    sweep.seek(TEXT.index("Norway"))
    sweep.move_edge("start", -1)
    assert shown(sweep) == "Norway"


def test_next_and_back_go_round(sweep):
    sweep.back()
    assert shown(sweep) == "3 March 2030"
    sweep.next()
    assert shown(sweep) == "Baltic Watch Alliance"


def test_when_nothing_is_left_the_sweep_says_so(sweep, project, article):
    while sweep.current:
        sweep.accept()
    assert (sweep.left, sweep.decided, sweep.label, sweep.why, sweep.peek()) == (0, 7, None, "", [])
    assert sweep.accept() == [] and sweep.candidates() == []
    sweep.next()
    sweep.reject()
    assert Sweep(project, article.uid).left == 0


def test_confirming_all_accepts_every_spread_tag_as_one_step(sweep, project, article):
    sweep.accept()
    sweep.accept()
    assert sweep.confirm_all() == 4
    assert {status for *_, status in tags(project, article)} == {"accepted"}
    project.undo()
    assert [status for *_, status in tags(project, article)].count("draft") == 4


def test_tags_that_need_review_start_as_drafts(project, article):
    sweep = Sweep(project, article.uid, needs_review=True)
    sweep.accept()
    assert {status for *_, status in tags(project, article)} == {"draft"}


def test_an_ambiguous_place_is_linked_only_by_choice_and_one_by_one(project):
    text = "They saw Vikram Rao and Meera Rao. Later Rao left. They say Rao may return."
    uid = articles.add(project, [ArticleDraft("Raos", text)]).added[0]
    sweep = Sweep(project, uid.uid)
    sweep.accept()
    sweep.accept()
    assert [option.name for option in sweep.options] == ["Vikram Rao", "Meera Rao"]
    sweep.choose(1)
    sweep.accept()
    assert [(quote, name, rule) for quote, _, name, rule, _ in tags(project, uid)][2:] == [
        ("Rao", "Meera Rao", "chosen"),
        ("Rao", "", ""),
    ]
    assert len(project.entities()) == 2


def test_a_choice_can_hold_for_all_places_of_a_form_and_makes_who_is_chosen(project):
    text = "Later Rao left, before Vikram Rao and Meera Rao came. They say Rao may return."
    uid = articles.add(project, [ArticleDraft("Raos", text)]).added[0]
    sweep = Sweep(project, uid.uid)
    sweep.choose(0, everywhere=True)
    assert {name for _, _, name, _, _ in tags(project, uid)} == {"Vikram Rao"}
    sweep.accept()
    assert {name for _, _, name, _, _ in tags(project, uid)} == {"Vikram Rao"}
    assert len(project.entities()) == 1


def test_a_name_that_two_in_the_project_bear_is_linked_to_neither(project):
    person = label(project, "PERSON")
    entities.make(project, person, "Ove Renn")
    entities.make(project, person, "Alba Renn")
    uid = articles.add(project, [ArticleDraft("Renn", "Once Renn left them, all was well.")]).added[0]
    sweep = Sweep(project, uid.uid)
    assert {option.name for option in sweep.options} == {"Ove Renn", "Alba Renn"}
    sweep.accept()
    assert tags(project, uid) == [("Renn", "PERSON", "", "", "accepted")]
    assert len(project.entities()) == 2


def test_known_names_of_a_project_are_tagged_in_one_step(sweep, project, article):
    sweep.accept()
    sweep.accept()
    text = "The BWA and Norwegian crews met Gundby people. The BWA paid."
    other = articles.add(project, [ArticleDraft("Next", text)]).added[0]
    second = Sweep(project, other.uid)
    assert len(second.accept_known()) == 3
    assert [(quote, name, status) for quote, _, name, _, status in tags(project, other)] == [
        ("BWA", "Baltic Watch Alliance", "draft"),
        ("Norwegian", "Norway", "draft"),
        ("BWA", "Baltic Watch Alliance", "draft"),
    ]
    assert all_forms(second) == ["Gundby"]
    assert project.undo_title == "Tag 3 known names"


def test_a_decision_spreads_over_the_project_without_the_insides_of_longer_names(sweep, project, article):
    other = articles.add(
        project,
        [
            ArticleDraft("One", "Norwegian crews left Norway. They teach at the University of Norway."),
            ArticleDraft("Two", "Nothing of the kind."),
        ],
    ).added[0]
    sweep.next()
    made = sweep.accept(scope="project")
    assert len(made) == 5
    assert [(quote, rule, status) for quote, _, _, rule, status in tags(project, other)] == [
        ("Norwegian", "demonym", "draft"),
        ("Norway", "exact", "draft"),
    ]
    assert project.undo_title == "Tag Norway and 4 equal forms in 2 articles"
    project.undo()
    assert tags(project, other) == [] and tags(project, article) == []


def test_an_ambiguous_form_elsewhere_is_proposed_and_linked_to_nobody(project):
    entities.make(project, label(project, "PERSON"), "Ove Tarr")
    first, second = articles.add(
        project, [ArticleDraft("A", "They met Jon Tarr then."), ArticleDraft("B", "Then Tarr met Jon Tarr.")]
    ).added
    Sweep(project, first.uid).accept(scope="project")
    assert [(quote, name, status) for quote, _, name, _, status in tags(project, second)] == [
        ("Tarr", "", "proposed"),
        ("Jon Tarr", "Jon Tarr", "draft"),
    ]


def test_a_project_whose_labels_lack_the_proposed_one_gets_the_next_best(project):
    from annotator.project import labels

    for one in project.labels().in_use("entity"):
        if one.key not in ("LOC", "PERSON", "OTHER"):
            labels.edit(project, one.uid, archived_at="2030-01-01T00:00:00Z")
    sweep = Sweep(project, articles.add(project, [ArticleDraft("N", "They asked Norway and the BWA.")]).added[0].uid)
    assert sweep.label.key == "LOC"
    sweep.accept()
    assert sweep.label.key == "OTHER"
    assert (sweep.rules()["country"].accepted, sweep.rules()["country"].corrected) == (1, 0)


@pytest.mark.parametrize("text", ["\n", "a", "😀", "Nothing to see here."])
def test_an_article_without_names_has_no_decision(project, text):
    sweep = Sweep(project, articles.add(project, [ArticleDraft("Empty", text)]).added[0].uid)
    assert (sweep.current, sweep.left, sweep.options) == (None, 0, ())
    assert sweep.accept_known() == [] and sweep.confirm_all() == 0
