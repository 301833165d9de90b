import Domain
import Postgres
import Store

extension Tadamun {
  /// Records a training with who came. The same under the same code of its giver changes nothing.
  ///
  /// - Throws: `training_differs` where another one has the code; `actor_unknown`, `group_unknown`;
  ///   `centre_not_allowed` for a giver that is no coaching centre, union or association.
  public func record(_ training: Training, by source: Source) async throws {
    try await transaction { transaction in
      let actors = try await knownActors([training.centre] + training.attendance.map(\.actor), in: transaction)
      if let known = try await Trainings.find(training.code, by: training.centre, in: transaction) {
        if known == training { return }
        throw Problem("training_differs", "\(training.centre) has another training under the code \(training.code).")
      }
      let groups = try await Catalogue.groups(in: transaction)
      if let unknown = training.attendance.first(where: { groups[$0.group] == nil }) {
        throw ReportRegister.unknown("group", unknown.group)
      }
      try await Trainings.insert(
        training, by: actors[training.centre] ?? ID(0), actors: actors, groups: groups, recorder: source.name,
        in: transaction)
      let people = training.attendance.reduce(0) { $0 + $1.people }
      let body = JSONText.object(["training": .text(training.code.text), "people": .integer(Int64(people))])
      try await Events.append(
        "training_recorded", about: "actor:\(training.centre)", body: body, by: source.name, in: transaction)
    }
  }

  /// The trainings an actor gave, and those its people came to, the latest first; at most 500.
  /// - Throws: `actor_unknown`.
  public func trainings(about actor: Code, limit: Int = 500) async throws -> [Training] {
    try await reading { transaction in
      _ = try await knownActors([actor], in: transaction)
      return try await Trainings.list(about: actor, limit: min(max(limit, 1), 500), in: transaction)
    }
  }

  /// What an actor whose people came to a training reported before and after it.
  ///
  /// - Throws: `actor_unknown`, `group_unknown`; `training_unknown` where there is none, or nobody of the actor came.
  public func comparison(
    of indicator: Code, group: Code = TargetGroup.everybody, by actor: Code, around training: Code, of centre: Code
  ) async throws -> TrainingComparison {
    try await reading { transaction in
      let id = try await knownActors([actor], in: transaction)[actor] ?? ID(0)
      guard let held = try await Trainings.find(training, by: centre, in: transaction),
        held.attendance.contains(where: { $0.actor == actor })
      else { throw Problem("training_unknown", "Nobody of \(actor) came to a training \(training) of \(centre).") }
      guard let key = try await Catalogue.groups(in: transaction)[group] else {
        throw ReportRegister.unknown("group", group)
      }
      return TrainingComparison(
        before: try await Trainings.value(
          of: indicator, group: key, by: id, before: held.span.first, in: transaction),
        after: try await Trainings.value(of: indicator, group: key, by: id, after: held.span.last, in: transaction))
    }
  }
}
