import Actions
import Domain
import Hummingbird
import Serving

/// What the worker did and has to do.
struct JobRoutes: Sendable {
  let tadamun: Tadamun

  private static let maximumPage = 200
  private static let maximumSchedule = 255

  var routes: [Route] {
    [
      .get("/api/v1/jobs", list).promises(
        "Jobs of the worker, newest first",
        query: [
          Field("before?", .key), .limit(Int64(JobRoutes.maximumPage)), Field("state?", .words(JobRecord.State.self)),
          Field("kind?", .code), Field("schedule?", .text(atMost: JobRoutes.maximumSchedule)),
        ], .ok(.page(of: .job))),
      .get("/api/v1/jobs/:job", show).promises("A job of the worker", .ok(.job)),
    ]
  }

  private func list(_ request: Request, _ context: WebContext) async throws -> Response {
    let query = try Query(request, allows: ["before", "limit", "state", "kind", "schedule"])
    let limit = try query.integer("limit", in: 1...JobRoutes.maximumPage, default: 50)
    let filter = JobFilter(
      state: try query.word("state", JobRecord.State.self), kind: try query.code("kind")?.text,
      schedule: try query.text("schedule", atMost: JobRoutes.maximumSchedule))
    let jobs = try await tadamun.jobs(
      before: query.integer("before", in: 1...Int64.max, default: .max), filter, limit: limit + 1)
    let page = jobs.prefix(limit)
    let next =
      jobs.count > limit
      ? page.last.map { "/api/v1/jobs?before=\($0.id)&limit=\(limit)\(query.rest(["state", "kind", "schedule"]))" }
      : nil
    return Response(json: .page(page.map(JSON.job), next: next))
  }

  private func show(_ request: Request, _ context: WebContext) async throws -> Response {
    _ = try Query(request, allows: [])
    return Response(json: .job(try await tadamun.job(context.key("job"))))
  }
}

extension Schema {
  fileprivate static let job = Schema.answer([
    Field("job", .key), Field("kind", .code), Field("schedule?", .text), Field("state", .words(JobRecord.State.self)),
    "due_at", "started_at?", "finished_at?", Field("seconds?", .number), Field("attempts", .integer),
    Field("worker?", .text), Field("last_error?", .text),
  ]).named("Job")
}

extension JSON {
  fileprivate static func job(_ job: JobRecord) -> JSON {
    [
      "job": .integer(job.id), "kind": .text(job.kind), "schedule": .optional(job.schedule),
      "state": .text(job.state.rawValue), "due_at": .moment(job.dueAt),
      "started_at": job.startedAt.map(JSON.moment) ?? .null, "finished_at": job.finishedAt.map(JSON.moment) ?? .null,
      "seconds": .optional(job.seconds), "attempts": .integer(job.attempts), "worker": .optional(job.worker),
      "last_error": .optional(job.lastError),
    ]
  }
}
