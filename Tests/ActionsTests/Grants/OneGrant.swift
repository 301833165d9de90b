import Actions
import Domain
import Postgres
import TestProgramme

/// The books of a grant `g` of at most 300,000 with an agreement.
func signed(_ pool: Pool, _ agreement: (GrantBooks) throws -> GrantAgreement) async throws -> GrantBooks {
  let books = try await GrantBooks(Tadamun(pool), cash: "500000.00")
  try await books.sign(books.application("g", "300000.00"), agreement(books))
  return books
}

/// The grant `g` as it stands.
func sheet(_ books: GrantBooks) async throws -> GrantSheet { try await books.tadamun.grant(Code("g")) }
