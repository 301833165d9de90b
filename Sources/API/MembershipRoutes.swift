import Actions
import Domain
import Hummingbird
import Serving

/// Memberships of actors in unions.
struct MembershipRoutes: Sendable {
  let tadamun: Tadamun

  var routes: [Route] {
    [
      .post("/api/v1/memberships", join).promises(
        "Record that an actor is a member of a union", body: .body(["member", "union", "first_on", "last_on?"]),
        .created(.answer(["member", "union", "first_on", "last_on?"])))
    ]
  }

  /// 201 whether the membership is new or was recorded before: it is there now.
  private func join(_ request: Request, _ context: WebContext) async throws -> Response {
    let membership = try Membership(json: try await request.json())
    try await tadamun.join(membership, by: Caller.source)
    let body: JSON = [
      "member": .code(membership.member), "union": .code(membership.union), "first_on": .date(membership.first),
      "last_on": .optional(membership.last?.description),
    ]
    return Response(json: body, status: .created)
  }
}

extension Membership {
  init(json: JSONValue) throws {
    let object = try JSONObject(json, required: ["member", "union", "first_on"], optional: ["last_on"])
    let member = try object.read("member") { text throws(Problem) in try Code(text) }
    let union = try object.read("union") { text throws(Problem) in try Code(text) }
    let first = try object.read("first_on", CalendarDate.init(iso:))
    let last = try object.readIfPresent("last_on", CalendarDate.init(iso:))
    self = try object.check { () throws(Problem) in try Membership(of: member, in: union, from: first, through: last) }
  }
}
