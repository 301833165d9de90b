import Domain
import Serving

// The shapes of bodies and answers about actors, programmes and people.

extension Schema {
  static let identifier = Schema.answer([Field("scheme", .words(ActorIdentifier.Scheme.self)), Field("value", .text)])

  static let actorBody: [Field] = [
    Field("kind", .words(ActorKind.self)), "names", "territory?",
    Field("identifiers?", .list(of: identifier, atMost: 20)),
  ]

  static let actor = Schema.answer([
    "code", Field("kind", .words(ActorKind.self)), "names", "territory?", Field("identifiers", .list(of: identifier)),
    "version",
  ]).named("Actor")

  static let programme = Schema.answer([
    "code", "names", "funder", "currency", "time_zone", Field("calendar", .words(ReportingCalendar.self)),
    "grace_days",
  ]).named("Programme")

  static let framework = Schema.answer(frameworkFields).named("Framework")

  static let frameworkWithText = Schema.answer(
    frameworkFields + [Field("adoptions", .list(of: adoption)), "text"]
  ).named("FrameworkWithText")

  private static let frameworkFields: [Field] = [
    "code", "version", Field("state", .words(StoredFramework.State.self)), "sha256", "valid_from?", "valid_to?",
    "author", "recorded_at",
  ]

  static let adoption = Schema.answer(["programme", "framework", "version", "first_on", "adopted_at"])
    .named("Adoption")

  static let principal = Schema.answer([
    Field("person", .key), "email", "display_name", "may_write",
    Field("roles", .list(of: .answer([Field("role", .words(Role.self)), "organisation?"]))),
  ]).named("Principal")

  static let account = Schema.answer([
    Field("person", .key), "email", "display_name", "language", "is_blocked",
    Field(
      "roles",
      .list(of: .answer(["role_grant", Field("role", .words(Role.self)), "organisation?", "first_on", "last_on?"]))),
  ]).named("Account")

  static let roleGrant = Schema.body([Field("role", .words(Role.self)), "first_on", "organisation?", "last_on?"])
    .named("RoleGrant")

  static let token = Schema.answer([
    "token", "label", Field("scope", .words(["read", "write"])), "expires_at", "used_at?", "is_revoked",
  ]).named("Token")

  static let securityEvent = Schema.answer([
    "sequence", "recorded_at", "recorded_by", Field("kind", .text), "subject", "detail",
  ]).named("SecurityEvent")
}
