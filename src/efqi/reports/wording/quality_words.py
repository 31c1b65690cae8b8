"""Every sentence on the quality of data, by the code of what was found."""

from collections.abc import Mapping

TOPICS: Mapping[str, str] = {
    "unknown_share": "unknown",
    "unknown_absent": "unknown",
    "unknown_by_site": "unknown, by site",
    "other_share": "“other”",
    "other_by_site": "“other”, by site",
    "group_begins": "groups that begin",
    "group_ends": "groups that end",
    "groups_steady": "groups over time",
    "respelt": "a new spelling",
    "spelling_begins": "spellings that begin",
    "spelling_ends": "spellings that end",
    "unknown_spelling_begins": "ways to say unknown",
    "unknown_spelling_ends": "ways to say unknown",
    "spellings_steady": "spellings over time",
    "code_list_changed": "list of codes",
    "direction_looked_up": "direction",
    "direction_by_words": "direction",
    "direction_by_area": "direction",
    "direction_not_checked": "direction",
    "direction_turned": "direction",
    "direction_turned_by_area": "direction",
    "numbers_turned": "direction of the numbers",
    "lookup_mismatch": "against the lookup",
    "identical_rows": "repeated rows",
    "repeated_ids": "repeated ids",
    "rows_not_counted": "rows that no measure counts",
    "last_interval_whole": "the last reading",
    "last_interval_unfinished": "the last reading",
    "groups_make_the_whole": "sum of the groups",
    "groups_miss_the_whole": "sum of the groups",
    "over_denominator": "counts",
    "counts_possible": "counts",
    "no_counts": "counts",
    "intervals_whole": "missing time",
    "intervals_missing": "missing time",
    "ends_full": "late data",
    "ends_thin": "late data",
    "source_not_seen": "the source itself",
}
"""What was looked at."""

FINE: Mapping[str, str] = {
    "unknown_share": "Unknown for {moved}.",
    "unknown_absent": "No record is without it.",
    "unknown_by_site": "No site stands out: {sites} sites, from {lowest} to {highest}.",
    "other_share": "Of those known, {moved}.",
    "other_by_site": "No site stands out: {sites} sites.",
    "groups_steady": "Every group is there from the first reading to the last.",
    "spellings_steady": "The same spellings from the first reading to the last.",
    "direction_looked_up": "Made from areas by efqi, the most deprived first.",
    "direction_by_words": "The source's own words agree: “{first}” comes first.",
    "direction_by_area": "Agrees with {lookup} in {agree} of records.",
    "identical_rows": "No two rows are the same.",
    "repeated_ids": "No id stands twice.",
    "rows_not_counted": "{left_out} of rows are in no denominator.",
    "last_interval_whole": "It looks complete.",
    "groups_make_the_whole": "With unknown they make the whole that the source gives.",
    "counts_possible": "None is negative, broken or over its denominator.",
    "intervals_whole": "No reading is missing.",
    "ends_full": "The last readings are as full as those before.",
}
"""What was found where all is fine."""

_RECORDING = (
    "Say how many are unknown beside every figure; ask who is not asked, and how."
)
_SPELLED = (
    "Check in the source whether only the writing changed, or who is counted in it."
)

FOUND: Mapping[str, tuple[str, str, str]] = {
    "unknown_share:yes": (
        "Unknown for {all}{kinds}; {moved}.",
        "If all of them belonged to one group, the answer would be another.",
        "Fill it from another record before you claim the answer, or state both answers.",
    ),
    "unknown_share:no": (
        "Unknown for {all}{kinds}; {moved}.",
        "The answer stays whichever end of the gap they belong to, but levels of groups "
        "may shift as recording does.",
        _RECORDING,
    ),
    "unknown_share:not tried": (
        "Unknown for {all}{kinds}; {moved}.",
        "Part of any change in a group may be a change in recording.",
        _RECORDING,
    ),
    "unknown_absent": (
        "The source shows no unknown.",
        "People whose group is not known may have been left out, or put into a group.",
        "Ask whoever made the counts where they are.",
    ),
    "unknown_by_site": (
        "Sites that stand out: {apart} of {sites}. “{lowest_site}” leaves {lowest} "
        "unknown, “{highest_site}” {highest}; these sites together {all}.",
        "Groups are compared mostly where recording is good, which may not be where care "
        "is like the rest.",
        "Look at the answer without these sites; find out how they ask.",
    ),
    "other_share": (
        "{all} of those known are in “other” ({groups}); {moved}.",
        "People have moved into or out of “other”, so other groups have changed too.",
        "Find out whether recording changed; compare coarser groups.",
    ),
    "other_by_site": (
        "Sites that stand out: {apart} of {sites}. Of those known, “{lowest_site}” puts "
        "{lowest} into “other”, “{highest_site}” {highest}.",
        "“Other” may be a habit of recording there, and hide people of other groups.",
        "Ask these sites how the group is recorded.",
    ),
    "group_begins": (
        "Groups that nobody is in before: {names}.",
        "There is nothing to compare them with before: these people were in another group, "
        "or unknown.",
        "Join it with the group that it came from, or begin the data later.",
    ),
    "group_ends": (
        "Groups that nobody is in after: {names}.",
        "These people are in another group since, or unknown, and change that too.",
        "Join it with the group that it went to, or end the data there.",
    ),
    "respelt": (
        "Groups written in a new way: {names}.",
        "None: the plan counts the old and the new spelling as one group.",
        _SPELLED,
    ),
    "spelling_begins": (
        "First met inside the data, beside other spellings: {names}.",
        "More people may be counted in the group since, or they are told apart more finely.",
        _SPELLED,
    ),
    "spelling_ends": (
        "Last met inside the data, while other spellings go on: {names}.",
        "Fewer people may be counted in the group since, or they are told apart less finely.",
        _SPELLED,
    ),
    "unknown_spelling_begins": (
        "First met inside the data: {names}.",
        "Recording changed then, and with it perhaps who is unknown.",
        "Ask what changed in the form or the system.",
    ),
    "unknown_spelling_ends": (
        "Last met inside the data: {names}.",
        "Recording changed then, and with it perhaps who is unknown.",
        "Ask what changed in the form or the system.",
    ),
    "code_list_changed": (
        "The codes change from {from} to {to} in {when}.",
        "Groups of the two lists are not the same people: a step there may be the list.",
        'Count both lists at a level that they share, such as level = "high".',
    ),
    "direction_not_checked": (
        "The file does not say which end is the most deprived.",
        "If the numbers run the other way, the answer is upside down.",
        "Confirm with whoever made the field that the first group is the most deprived.",
    ),
    "direction_turned": (
        "The plan puts “{first}” first, where the most deprived belongs, and “{last}” last.",
        "Slopes over these groups are told the wrong way round, and the least deprived are "
        "taken for the worst served.",
        "Turn the order in project.toml: most deprived first.",
    ),
    "direction_turned_by_area": (
        "Held against {lookup}, {agree} of records run the other way.",
        "The gap is told the wrong way round.",
        "Turn the order in project.toml: most deprived first.",
    ),
    "numbers_turned": (
        "In this source the highest number is the most deprived, unlike the English "
        "indices. The plan goes by the words: “{first}” comes first.",
        "None here. Joined to another source by number, the groups would be reversed.",
        "Join by the words, not by the number.",
    ),
    "lookup_mismatch": (
        "Only {same} of records agree with {lookup}, the nearest lookup ({turned} if turned "
        "round).",
        "Some people are in the wrong group, which makes the gap look smaller.",
        "Find out which index and areas the field was made from; or let efqi look it up "
        "with codes.",
    ),
    "identical_rows": (
        "{repeated} of rows repeat another one exactly.",
        "If they are copies, some people count twice; two people alike may also look so.",
        "Name a column that differs in every row as id, or remove the copies.",
    ),
    "repeated_ids": (
        "{repeated} of rows have the id of another row.",
        "The same event counts twice, more often where records are sent again.",
        "Keep the last version of each, then count again.",
    ),
    "rows_not_counted": (
        "{left_out} of rows are in no denominator.",
        "None, if they were meant to be left out.",
        "Check the conditions of the denominator: a misspelt value leaves rows out too.",
    ),
    "last_interval_unfinished": (
        "It looks unfinished ({when}).",
        "None: it is drawn and not judged.",
        "Count again when the data are complete.",
    ),
    "groups_miss_the_whole:yes": (
        "The groups with unknown miss the whole of the source by {apart}.",
        "Some people are in no group, or in two; levels of groups may be off.",
        "Ask whoever made the counts what the whole holds.",
    ),
    "groups_miss_the_whole:no": (
        "The groups miss the whole of the source by {apart}, and no unknown is given.",
        "Those missing are of unknown group, and nobody can say what they would change.",
        "Ask for counts of unknown.",
    ),
    "over_denominator": (
        "In some cells the numerator is over the denominator.",
        "None, if events can outnumber what they are counted against.",
        "Check that both come from the same people and time.",
    ),
    "no_counts": (
        "The source gives percentages without the numbers behind them.",
        "The gap can be described and not judged.",
        "Ask for numerators and denominators.",
    ),
    "intervals_missing": (
        "Missing: {missing} of {of}, the first {when}.",
        "Charts have holes; a change of level may fall into one.",
        "Ask whether there was no care, or no data.",
    ),
    "ends_thin": (
        "The last {intervals} hold fewer than any of the year before; the last one "
        "{of_usual} of the usual.",
        "Records may still be coming in, and not evenly: late ones differ from early ones.",
        "Set complete_to to the day up to which the data are complete.",
    ),
    "source_not_seen": (
        "The cells were counted earlier, so spellings, sites and unknown codes could not "
        "be looked at.",
        "Completeness and drift are not checked here.",
        "Make the report from the extract once, and read this page.",
    ),
}
"""What was found, what it does to the answer, what to do."""
