"""Which label an entity gets that is made for a claimant."""

from annotator.assist.claims.names import BODIES
from annotator.project import Project
from annotator.transfer.composed import Composed
from annotator.transfer.knowing import label_of

_TITLE_WORDS = 3


def claimant_label(project: Project, text: str, claim: Composed) -> str:
    """Return the uid of the label for a claimant that is a name only: a body's or a person's; empty without labels."""
    labels = project.labels()
    name = claim.claimant[1]
    words = name.casefold().replace("'", " ").replace("’", " ").split()
    source = " ".join(span.of(text) for span in claim.source).casefold()
    is_body = any(word in BODIES for word in words) or "of" in words or (name.isupper() and len(name) > 1)
    is_thing = source.startswith("the ") and len(words) < _TITLE_WORDS and source == f"the {name.casefold()}"
    found = label_of(labels, "ORG" if is_body or is_thing else "PERSON") or next(iter(labels.in_use("entity")), None)
    return found.uid if found else ""
