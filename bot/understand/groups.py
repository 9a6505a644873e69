"""Groups of asks that are understood alike, by what they are about and how they are answered."""

from __future__ import annotations

PERSONAL = ("first_step", "path", "next_step", "outcome", "which_one", "verdict", "path_time", "budget")
PLURAL = ("compare", "price_difference", "total", "path_time", "cheapest", "dearest", "shortest", "longest", "both")
ABOUT_ONE = (
    "price", "minutes", "questions", "format", "passing_score", "validity", "renewal", "delivery", "prerequisites",
    "experience", "domains", "exam_languages", "about", "audience", "page", "learning", "study_time", "level", "code",
    "vendor", "launched", "difficulty", "worth_it", "name", "status", "successor", "closing", "changes", "holders",
    "covers", "retake", "projects", "next_step", "other_option", "salary_cert",
)  # fmt: skip
VAGUE = ("lock_in", "landscape", "respected", "portfolio", "fundamentals", "avoid", "list", "count", "capabilities",
         "who_are_you", "sources", "guide", "outdated", "data_date", "other_option", "out_of_scope")  # fmt: skip
"""Asks that are no good guess at what somebody wants who mostly tells who they are."""
LISTED = (*ABOUT_ONE[: ABOUT_ONE.index("covers")], "same_for", "capabilities")
RANKED = ("cheapest", "dearest", "shortest", "longest")
LISTS = ("list", "count", "topic", "beta", "budget", "of_vendor", *RANKED)
"""Asks whose answer, where no exam is named, is a list that what is said next may narrow."""
MOVED_ON = ("successor", "next_step", "other_option")
"""Asks after which "it" is what the answer put first, not what the question named."""
FIELD_ASKS = ABOUT_ONE[: ABOUT_ONE.index("name")]
OF_HOLDERS = ("validity", "renewal", "holders", "closing", "status", "successor")
"""Asks that, after somebody told what they hold, are about that."""
ENDED = ("status", "successor", "closing")
"""Asks that somebody who holds a certification means for what they hold."""
ALONE = ("projects", "retake", "learning", "salary_cert")
"""Asks about one exam that make sense without any."""
STATEMENTS = ("about_me", "held")
ASIDE = "aside"
"""A remark that asks nothing: another sentence decides, and where there is none it is outside the field."""
SMALL_TALK = ("greeting", "thanks", "goodbye")
FAINT = 0.3  # score under which a message is read as part of the one before
PLAIN = 2  # the seniority of a job named without a grade
