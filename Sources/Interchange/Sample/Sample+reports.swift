import Domain

extension Sample {
  /// The reports of every actor that reports, a report a quarter.
  mutating func addReports() {
    for (index, actor) in actors.enumerated() where actor.kind.reports {
      var reporter = SampleReporter(sample: self, actor: actor, index: index)
      for quarter in quarters.indices { reports += reporter.report(quarter) }
    }
  }
}
