import Actions
import Domain
import HTTPTypes
import Hummingbird
import Serving

/// Trainings, who came, and what was reported before and after.
struct TrainingRoutes: Sendable {
  let tadamun: Tadamun

  var routes: [Route] {
    [
      .get("/api/v1/actors/:actor/trainings", list)
        .promises(
          "Trainings that an actor gave or took part in", query: ShortLists.query + [Field("centre?", .code)],
          .ok(.page(of: .training))),
      .post("/api/v1/actors/:actor/trainings", record).promises(
        "Record a training and who attended", body: .trainingBody, .created(.training)),
      .get("/api/v1/actors/:actor/training-comparison", compare).promises(
        "An indicator before and after a training",
        query: [Field("centre", .code), Field("training", .code), "indicator", "group?"], .ok(.trainingComparison)),
    ]
  }

  /// Those the actor gave, and those its people came to; of another's training, who came of its own people.
  private func list(_ request: Request, _ context: WebContext) async throws -> Response {
    let actor = try context.code("actor")
    let query = try Query(request, allows: ["after", "limit", "centre"])
    let centre = try query.code("centre")
    let list = try await tadamun.trainings(about: actor).filter { centre == nil || $0.centre == centre }
    return try ShortList(list) { "\($0.centre) \($0.code)" }
      .page(query, at: "/api/v1/actors/\(actor)/trainings", filters: ["centre"]) {
        .training($0, attendance: $0.attendance(seenBy: actor))
      }
  }

  /// The actor is who gave it. 201 whether it is new or was recorded already just so.
  private func record(_ request: Request, _ context: WebContext) async throws -> Response {
    let object = try Training.object(try await request.json())
    let training = try Training(object, by: context.code("actor"))
    try await tadamun.record(training, by: Caller.signer(object))
    return Response(json: .training(training), status: .created)
  }

  private func compare(_ request: Request, _ context: WebContext) async throws -> Response {
    let query = try Query(request, allows: ["centre", "training", "indicator", "group"])
    guard let centre = try query.code("centre"), let training = try query.code("training"),
      let indicator = try query.code("indicator")
    else { throw Problem("query_malformed", "Name the centre, its training and an indicator.") }
    let actor = try context.code("actor")
    let group = try query.code("group") ?? TargetGroup.everybody
    let comparison = try await tadamun.comparison(
      of: indicator, group: group, by: actor, around: training, of: centre)
    let asked = (actor, centre, training, indicator, group)
    return Response(json: .comparison(comparison, of: asked))
  }
}

extension Training {
  static func object(_ json: JSONValue) throws -> JSONObject {
    try JSONObject(
      json, required: ["code", "topic", "first_on", "last_on", "hours", "attendance"], optional: ["by"])
  }

  init(_ object: JSONObject, by centre: Code) throws {
    let code = try object.read("code") { text throws(Problem) in try Code(text) }
    let first = try object.read("first_on", CalendarDate.init(iso:))
    let last = try object.read("last_on", CalendarDate.init(iso:))
    let (topic, hours) = (try object.required("topic").text(atMost: 300), try object.required("hours").integer())
    let attendance = try object.required("attendance").list(atMost: Training.maximumAttendance).map { item in
      let object = try JSONObject(item, required: ["actor", "people"], optional: ["group"])
      return Training.Attendance(
        of: try object.read("actor") { text throws(Problem) in try Code(text) },
        group: try object.readIfPresent("group") { text throws(Problem) in try Code(text) } ?? TargetGroup.everybody,
        people: Int(clamping: try object.required("people").integer()))
    }
    self = try object.check { () throws(Problem) in
      try Training(
        code, by: centre, topic: topic, span: DateSpan(first, through: last), hours: Int(clamping: hours),
        attendance: attendance)
    }
  }
}

extension JSON {
  typealias ComparedTraining = (actor: Code, centre: Code, training: Code, indicator: Code, group: Code)

  static func comparison(_ comparison: TrainingComparison, of asked: ComparedTraining) -> JSON {
    [
      "actor": .code(asked.actor), "centre": .code(asked.centre), "training": .code(asked.training),
      "indicator": .code(asked.indicator), "group": .code(asked.group), "before": .compared(comparison.before),
      "after": .compared(comparison.after), "change": .optional(comparison.change),
    ]
  }

  static func training(_ training: Training) -> JSON { .training(training, attendance: training.attendance) }

  fileprivate static func training(_ training: Training, attendance: [Training.Attendance]) -> JSON {
    [
      "code": .code(training.code), "centre": .code(training.centre), "topic": .text(training.topic),
      "first_on": .date(training.span.first), "last_on": .date(training.span.last), "hours": .integer(training.hours),
      "attendance": .list(
        attendance.map {
          ["actor": .code($0.actor), "group": .code($0.group), "people": .integer($0.people)]
        }),
    ]
  }

  fileprivate static func compared(_ value: TrainingComparison.Value?) -> JSON {
    guard let value else { return .null }
    return [
      "period": .span(value.period), "declared": .number(value.declared), "verified": .optional(value.verified),
    ]
  }
}
