"""Measure claim proposals against marked passages: python tests/benchmarks/claims.py --gold FILE [--json].

FILE holds one JSON object a line: `text`, `held_back`, and `claims` with spans as [start, end] for content, cue
and source, the closed fields, claimant and parent. Printed are precision and recall of each slot (exact match) and the
share of passages whose claims are all right, for the tuned and the held-back half apart. `--errors` shows what went
wrong in the tuned half only.
"""

import argparse
import json
import sys
import time
from pathlib import Path

from annotator.assist.claims import propose, shipped_lexicon
from annotator.model.segments import paragraphs, sentences

SPANS = ("content", "cue", "source")
FIELDS = ("quote_type", "modality", "polarity", "endorsement", "voice", "claimant")
SLOTS = (*SPANS, *FIELDS)


def proposed(text):
    """Return the proposals for every sentence of a passage, as the gold writes claims, each once."""
    found, places = [], {}
    for paragraph in paragraphs(text):
        for sentence in sentences(text, paragraph):
            claims = [as_gold(one) for one in propose(text, sentence)]
            kept = []
            for claim in claims:
                key = json.dumps([claim["content"], claim["cue"]])
                if key not in places:
                    places[key] = len(found)
                    found.append(claim)
                    claim["parent"] = None if claim["parent"] is None else kept[claim["parent"]]
                kept.append(places[key])
    return found


def as_gold(one):
    spans = {role: [[span.start, span.end] for span in getattr(one, role)] for role in SPANS}
    fields = {field: getattr(one, field) for field in FIELDS if field != "claimant"}
    return {**spans, **fields, "claimant": one.claimant_name, "parent": one.parent}


def overlap(one, other):
    shared = sum(max(0, min(b, d) - max(a, c)) for a, b in one for c, d in other)
    return shared / max(sum(b - a for a, b in one), sum(d - c for c, d in other))


def paired(found, gold):
    """Match claims one to one, by content and then cue, best first."""
    scored = sorted(
        (
            (overlap(f["content"], g["content"]) + (f["cue"] == g["cue"]) + (f["source"] == g["source"]) / 2, i, j)
            for i, f in enumerate(found)
            for j, g in enumerate(gold)
            if overlap(f["content"], g["content"]) > 0
        ),
        key=lambda one: (-one[0], one[1:]),
    )
    pairs, left, right = {}, set(), set()
    for _, i, j in scored:
        if i not in left and j not in right:
            pairs[j] = i
            left.add(i)
            right.add(j)
    return pairs


def is_right(found, gold, pairs):
    """Tell whether a passage needs no edit: as many claims, and every slot and parent right."""
    if len(found) != len(gold) or len(pairs) != len(gold):
        return False
    for j, g in enumerate(gold):
        f = found[pairs[j]]
        parent = None if g["parent"] is None else pairs[g["parent"]]
        if any(f[slot] != g[slot] for slot in SLOTS) or f["parent"] != parent:
            return False
    return True


def measure(passages):
    """Return the counts of one half."""
    right = dict.fromkeys(SLOTS, 0)
    offered, wanted, whole, claims_right, wrong = 0, 0, 0, 0, []
    milliseconds = []
    for passage in passages:
        started = time.process_time()
        found = proposed(passage["text"])
        milliseconds.append((time.process_time() - started) * 1000)
        gold = passage["claims"]
        pairs = paired(found, gold)
        offered += len(found)
        wanted += len(gold)
        for j, i in pairs.items():
            for slot in SLOTS:
                right[slot] += found[i][slot] == gold[j][slot]
            claims_right += all(found[i][slot] == gold[j][slot] for slot in SLOTS)
        if is_right(found, gold, pairs):
            whole += 1
        else:
            wrong.append((passage, found))
    slots = {
        slot: {"precision": round(count / max(offered, 1), 3), "recall": round(count / max(wanted, 1), 3)}
        for slot, count in right.items()
    }
    summary = {
        "passages": len(passages),
        "claims": wanted,
        "proposed": offered,
        "slots": slots,
        "claims_all_right": round(claims_right / max(wanted, 1), 3),
        "passages_all_right": round(whole / max(len(passages), 1), 3),
        "milliseconds_at_most": round(max(milliseconds, default=0), 2),
    }
    return summary, wrong


def show(name, summary):
    print(f"{name}: {summary['passages']} passages, {summary['claims']} claims, {summary['proposed']} proposed")
    print(f"  {'slot':<12}{'precision':>10}{'recall':>8}")
    for slot, values in summary["slots"].items():
        print(f"  {slot:<12}{values['precision']:>10.1%}{values['recall']:>8.1%}")
    print(f"  claims with all slots right    {summary['claims_all_right']:.1%}")
    print(f"  passages right without an edit {summary['passages_all_right']:.1%}")
    print(f"  slowest passage                {summary['milliseconds_at_most']} ms CPU")


def show_errors(wrong):
    for passage, found in wrong:
        text = passage["text"]
        print("---", passage.get("id"), text)
        for title, claims in (("gold", passage["claims"]), ("ours", found)):
            for claim in claims:
                quotes = {role: [text[a:b] for a, b in claim[role]] for role in SPANS}
                print("  ", title, quotes, *(claim[field] for field in FIELDS), claim["parent"])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--errors", action="store_true", help="show the passages of the tuned half that are not right")
    options = parser.parse_args()
    passages = [json.loads(line) for line in options.gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    shipped_lexicon()
    halves = {
        "tuned": [one for one in passages if not one.get("held_back")],
        "held back": [one for one in passages if one.get("held_back")],
    }
    results = {name: measure(half) for name, half in halves.items() if half}
    if options.json:
        json.dump({name: summary for name, (summary, _) in results.items()}, sys.stdout, indent=2)
        print()
        return
    for name, (summary, _) in results.items():
        show(name, summary)
    if options.errors and "tuned" in results:
        show_errors(results["tuned"][1])


if __name__ == "__main__":
    main()
