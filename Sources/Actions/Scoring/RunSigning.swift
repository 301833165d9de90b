import Domain
import Interchange
import Postgres
import Store

/// A run's manifest as text: what the run was made of and came to, in a fixed order (stage S13).
struct ManifestText {
  let text: String

  init(_ run: ScoringRun, frameworkSHA256: String) {
    let (identity, result, provenance) = (run.identity, run.result, run.provenance)
    text =
      JSONText.object([
        "run": .integer(run.id), "programme": .text(run.programme.text), "as_of": .text("\(identity.asOf)"),
        "recorded_until": .text("\(identity.recordedUntil)"), "framework": .text(run.framework.text),
        "framework_version": .integer(Int64(run.frameworkVersion)), "framework_sha256": .text(frameworkSHA256),
        "engine_version": .text(identity.engineVersion), "seed": .integer(identity.seed),
        "replicates": .integer(Int64(provenance.replicates)), "scale": .optional(provenance.scaleIssue?.name),
        "root_node": .text(result.rootNode), "actors": .integer(Int64(result.actorCount)),
        "observations": .integer(Int64(result.observationCount)), "counts": .raw(result.summary),
        "inputs_sha256": .text(result.inputsSHA256.hexadecimal),
        "results_sha256": .text(result.resultsSHA256.hexadecimal),
      ]) + "\n"
  }
}

/// A manifest with its signature and the key to check it by.
public struct SignedManifest: Hashable, Sendable {
  public let signature: RunSignature
  /// As `openssl pkeyutl -verify -pubin` reads it. Compare it with one that came another way: whoever could change the
  /// database could change this key too.
  public let publicKeyPEM: String
}

extension Tadamun {
  /// Signs the manifest of a run that was just written; does nothing where no key is configured.
  func sign(_ run: Int64, in transaction: Transaction) async throws {
    guard let signingKey, let manifest = try await manifestText(of: run, in: transaction) else { return }
    try await RunSignatures.insert(
      signingKey.signature(of: Array(manifest.utf8)), of: manifest, run: run, key: signingKey.publicKey.id,
      publicKey: signingKey.publicKey.bytes, in: transaction)
  }

  private func manifestText(of run: Int64, in session: some Session) async throws -> String? {
    guard let found = try await Runs.find(run, in: session),
      let framework = try await Frameworks.find(found.identity.framework, in: session)
    else { return nil }
    return ManifestText(found, frameworkSHA256: framework.sha256).text
  }

  /// The signature of a run's manifest with the key to check it by; nil where the run was not signed.
  ///
  /// - Parameter run: the one that readers see where nil.
  /// - Throws: `programme_unknown`, `run_unknown`.
  public func signature(of run: Int64?, in programme: Code) async throws -> SignedManifest? {
    try await reading { transaction in
      _ = try await knownProgramme(programme, in: transaction)
      let found = try await knownRun(run, of: programme, in: transaction)
      return try await signedManifest(of: found.id, in: transaction)
    }
  }

  func signedManifest(of run: Int64, in session: some Session) async throws -> SignedManifest? {
    guard let (signature, bytes) = try await RunSignatures.find(run, in: session),
      let key = VerifyingKey(bytes: bytes)
    else { return nil }
    return SignedManifest(signature: signature, publicKeyPEM: key.pem)
  }

  /// What is wrong with the signature of a run, a sentence each; none where it holds or where the run was not signed.
  func signatureFaults(of run: Int64, in session: some Session) async throws -> [String] {
    guard let (signed, publicKey) = try await RunSignatures.find(run, in: session) else { return [] }
    var faults: [String] = []
    let key = VerifyingKey(bytes: publicKey)
    if key?.id != signed.key || key?.isSignature(signed.signature, of: Array(signed.manifest.utf8)) != true {
      faults.append("its signature is not that of its manifest by the key \(signed.key)")
    }
    if try await manifestText(of: run, in: session) != signed.manifest {
      faults.append("its manifest is not the one that was signed")
    }
    return faults
  }

  /// Checks the signature of every run that has one.
  /// - Returns: how many there are, and what is wrong with them, a sentence each.
  public func verifySignatures() async throws -> (count: Int, faults: [String]) {
    try await reading { transaction in
      var (count, last, faults): (Int, Int64, [String]) = (0, 0, [])
      while true {
        let runs = try await RunSignatures.signedRuns(after: last, limit: 1_000, in: transaction)
        for run in runs {
          faults += try await signatureFaults(of: run, in: transaction).map { "run \(run): \($0)" }
        }
        count += runs.count
        guard let next = runs.last else { return (count, faults) }
        last = next
      }
    }
  }
}
