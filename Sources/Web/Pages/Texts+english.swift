import Domain

extension Texts {
  static let english = Texts(
    direction: "ltr", decimalPoint: ".", percent: "%", comma: ", ",
    months: [
      "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
      "December",
    ],
    service: "Tadamun", motto: "What did the money do, and for whom?", languages: "Language",
    skip: "Skip to the content",
    programmes: "Programmes", noProgrammes: "No programme is recorded yet.", funder: "Funder", asOf: "As of",
    framework: "Framework", version: "version", run: "Run", actorsScored: "Actors scored",
    noRun: "No scores have been published for this programme yet.", noScores: "This run has no scores here.",
    rank: "Rank", notRanked: "not ranked", actor: "Actor", score: "Score", coverage: "Coverage", status: "Status",
    bounds: "Bounds",
    boundsExplained:
      "Under each score: what it would be if no unverified gain counted, and what it would be if all of them did.",
    coverageExplained: "Coverage is the share of the indicators’ weight for which data were reported.",
    earlier: "Previous", later: "Next",
    domain: "Domain", scoresByDomain: "Scores by domain", unweighted: "Without equity weights",
    madeOf: "What the score is made of",
    madeOfExplained: "Each bar shows how much a reported value adds to the score, or takes from it.",
    indicator: "Indicator", group: "Target group", everybody: "everybody", value: "Reported value",
    normalised: "Normalised", evidence: "Evidence", weight: "Weight", contribution: "Contribution",
    notFound: "Not found", notFoundExplained: "There is nothing at this address. It may have been mistyped.",
    refused: "This cannot be shown", refusedExplained: "The address asks for something that this page does not offer.",
    failed: "The service cannot answer",
    failedExplained: "Something went wrong on our side. Try again in a few seconds.",
    requestNumber: "Number of the request",
    kinds: [
      .cooperative: "Cooperative", .union: "Union", .association: "Association", .socialEnterprise: "Social enterprise",
      .funder: "Funder", .coachingCentre: "Coaching centre", .publicBody: "Public body",
      .otherOrganisation: "Other organisation",
    ],
    scoreStatuses: [
      "ok": "Ranked", "insufficient_coverage": "Provisional: too little was reported",
      "no_data": "No score: nothing was reported", "gated": "Set by a rule of the framework",
    ],
    partStatuses: [
      "ok": "Counted", "absent": "Not reported", "missing": "Reported as missing", "refused": "Not disclosed",
      "not_due": "Not due", "returned": "Sent back by the verifier", "rejected": "Not upheld by the verifier",
      "no_variation": "Equal for everybody", "undefined_target": "No usable target",
      "n_too_small": "Too few actors to compare", "zero_for_missing": "Missing, counted as zero",
      "group_mean": "Missing, counted as the group’s mean",
      "required_missing": "Required and missing: counted as worst",
    ])
}
