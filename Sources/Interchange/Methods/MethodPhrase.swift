import Domain

/// Everything a description of a method can say; its words stand in a table a language. `%1`, `%2` … are what the
/// framework says.
enum MethodPhrase: String, CaseIterable {
  // Titles.
  case title, identity, run, validity, open
  case indicators, tree, missing, verification, groups, gates, uncertainty, proposal, publication
  // The table of indicators.
  case columnIndicator, columnUnit, columnKind, columnDirection, columnNode, columnWeight, columnShare
  case flow, stock, ratio, up, down
  // How an indicator is made comparable.
  case achievement, fixedBaseline, fixedTarget, maintain
  case goalposts, logGoalposts, truncated, notTruncated
  case minmax, zscore, percentileRank, rank, borda, distanceToMax, distanceToTarget
  case constant, noVariation
  case derived, growth, retention, minimum, denominator, expectedOf, required, capPercentile, winsorise
  case betaBinomial, jamesStein, jamesSteinMeans, gapRatio, gapDifference, everybody, adjustment, adjustmentNet
  case headcountIncidence, headcountIntensity, headcountAdjusted, dimension, dimensionBelow, dimensionAbove
  // The tree.
  case root, node, arithmetic, geometric, harmonic, power, floored, mazziottaPareto, product, alkireFoster, copeland
  case minimumShare, minimumCount, nodeCoverage
  // Missing values, coverage, evidence.
  case missingDrop, missingZero, missingGroupMean, coverage, evidence, evidenceLoss, remembers, discrepancy,
    overDeclared
  // Groups.
  case oneGroup, groupWeight, groupIncome, equityTop, equityIndicator, equityIncome, incomeFloor
  // Gates.
  case noGates, gateBelow, gateAbove, gateBelowOrUnknown, gateAboveOrUnknown
  // Uncertainty.
  case boundsOnly, replicates, nightly, quick, varyWeights, varyMethods, varyVerification, varyPowers, varySampling, top
  // The social return.
  case socialReturn, investmentAmount, investmentIndicator, discountRate, outcome, outcomeGross, outcomeNet
  // Money and publication.
  case noProposal, budget, paidNode, eligibility, leftover
  case proportional, groupPart, groupedByKind, groupedByRegion, thresholdAndCap, bonus, payers, payer
  case quadraticMatch, matchCap, spendsAll, spendsNeeded, matchedFund, eligibleFrom
  case waterFilling, capShare, noFloor, cliff, phaseIn
  case publicationRank, publicationBands
}

extension MethodPhrase {
  /// The phrase in a language, with `%1` … replaced.
  func said(_ language: Language, _ arguments: String...) -> String {
    let table =
      switch language {
      case .en: MethodPhrase.english
      case .fr: MethodPhrase.french
      case .ar: MethodPhrase.arabic
      }
    var text = table[self] ?? rawValue
    for (index, argument) in arguments.enumerated() { text = text.replacing("%\(index + 1)", with: argument) }
    return text
  }

  /// The words of a language, for tests that compare them.
  static func words(_ language: Language) -> [MethodPhrase: String] {
    switch language {
    case .en: english
    case .fr: french
    case .ar: arabic
    }
  }
}
