import Domain
import Foundation

/// Grants as a package of the 360Giving data standard 1.4 (https://standard.threesixtygiving.org), in JSON.
///
/// `amountAwarded` is what is promised, `amountDisbursed` what was paid less what came back unspent: sums of the ledger up
/// to the cut-off. The bytes are the same for the same grants.
public enum GrantsAs360Giving {
  /// - Parameters:
  ///   - prefix: The publisher's prefix, such as `360G-tadamun`.
  public static func text(_ grants: [PublishedGrant], prefix: String) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let package = Package(version: "1.4", grants: grants.map { GrantRow($0, prefix: prefix) })
    return String(decoding: try encoder.encode(package), as: UTF8.self) + "\n"
  }

  private struct Package: Encodable {
    let version: String
    let grants: [GrantRow]
  }

  private struct Organisation: Encodable {
    let id: String
    let name: String

    init(_ organisation: PublishedGrant.Organisation) {
      id = organisation.identifier
      name = organisation.names.preferred(.en)
    }
  }

  private struct Dates: Encodable {
    let startDate: String?
    let endDate: String?
  }

  private struct Programme: Encodable {
    let code: String
    let title: String
  }

  private struct GrantRow: Encodable {
    let id: String
    let title: String
    let description: String
    let currency: String
    let amountAppliedFor: Decimal
    let amountAwarded: Decimal
    let amountDisbursed: Decimal
    let awardDate: String
    let plannedDates: [Dates]
    let actualDates: [Dates]?
    let recipientOrganization: [Organisation]
    let fundingOrganization: [Organisation]
    let grantProgramme: [Programme]?
    let dateModified: String

    init(_ published: PublishedGrant, prefix: String) {
      let grant = published.grant
      let amount = { (minor: Int64) in
        Decimal(minor) / Decimal(grant.currency.minorUnitsPerUnit)
      }
      id = "\(prefix)-\(grant.code)"
      title = grant.names.preferred(.en)
      description = grant.purpose
      currency = grant.currency.code
      amountAppliedFor = amount(grant.plan.requested.minor)
      amountAwarded = amount(published.total(.commitment))
      amountDisbursed = amount(published.total(.disbursement))
      awardDate = published.awardedOn.description
      plannedDates = [Dates(startDate: grant.span.first.description, endDate: grant.span.last.description)]
      actualDates = published.startedOn.map {
        [Dates(startDate: $0.description, endDate: published.endedOn?.description)]
      }
      recipientOrganization = [Organisation(published.grantee)]
      fundingOrganization = [Organisation(published.funder)]
      grantProgramme = grant.programme.map { [Programme(code: $0.text, title: $0.text)] }
      dateModified = published.modifiedAt.description
    }
  }
}
