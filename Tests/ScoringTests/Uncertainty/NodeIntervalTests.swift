import Domain
import Scoring
import Testing

@Suite("Every node's score has its interval, its range of ranks and its grade")
struct NodeIntervalTests {
  private static let leaves: [(code: String, parent: String)] = [
    ("a", "work"), ("b", "skills"), ("c", "work"), ("d", "rights"), ("e", "skills"), ("f", "rights"),
  ]

  /// Three domains, one of them below another, in an order that is not that of their leaves.
  private static func framework(_ tree: [NodeRule], leaves: [String], weights: Double) -> Framework {
    Framework(
      code: "nodes", coverageMinimum: 0.5,
      groups: [GroupRule("women", weight: 2), GroupRule("men", weight: 1)],
      indicators: Self.leaves.filter { leaves.contains($0.code) }.map {
        IndicatorRule($0.code, parent: $0.parent, weight: 1, normalisation: .minmax(ValueScale(0, 1)))
      },
      tree: tree,
      uncertainty: UncertaintyRule(
        replicates: 60, seed: 5, weights: weights, methods: [.percentileRank], verification: 0...1, powers: [1, 0, -1]))
  }

  private static let tree = [
    NodeRule("score", aggregation: .geometric(floor: 0.01)), NodeRule("people", parent: "score"),
    NodeRule("work", parent: "score"), NodeRule("skills", parent: "people"),
    NodeRule("rights", parent: "people", weight: 2),
  ]

  private static func shard(_ plan: Plan, actors: Int) throws -> Shard {
    var random = TestRandom(seed: 11)
    var intake = Intake(plan)
    for actor in 0..<actors {
      for (number, leaf) in leaves.enumerated() {
        for group in 0..<2 {
          let value = Double(Int.random(in: 0...99, using: &random))
          let isVerified = Bool.random(using: &random)
          // The last actor says nothing of rights, and the one before it of work alone.
          if actor == actors - 1, leaf.parent == "rights" { continue }
          if actor == actors - 2, leaf.parent != "work" { continue }
          guard let indicator = plan.index(ofReported: leaf.code) else { continue }
          intake.add(
            ObservationCell(
              indicator: indicator, group: Int32(group), verdict: isVerified ? .verified : .none,
              value: value + Double(number)))
        }
      }
      try intake.finishActor("actor-\(100 + actor)")
    }
    return intake.finish()
  }

  @Test("a node varies as it would if it were the score itself")
  func asRoot() async throws {
    let plan = try Plan(Self.framework(Self.tree, leaves: ["a", "b", "c", "d", "e", "f"], weights: 0))
    let shard = try Self.shard(plan, actors: 20)
    let run = try await Scorer(plan).score([shard])
    let whole = try #require(await Scorer(plan).vary(run, [shard]))
    let alone: [(node: String, tree: [NodeRule], leaves: [String])] = [
      ("work", [NodeRule("work")], ["a", "c"]), ("skills", [NodeRule("skills")], ["b", "e"]),
      (
        "people",
        [NodeRule("people"), NodeRule("skills", parent: "people"), NodeRule("rights", parent: "people", weight: 2)],
        ["b", "d", "e", "f"]
      ),
    ]
    for (node, tree, leaves) in alone {
      let own = try Plan(Self.framework(tree, leaves: leaves, weights: 0))
      let part = try Self.shard(own, actors: 20)
      let rooted = try await Scorer(own).score([part])
      let expected = try #require(await Scorer(own).vary(rooted, [part]))
      let place = try #require(plan.nodes.firstIndex(of: node))
      #expect(whole.nodes[place] == expected.intervals, "\(node)")
      #expect(whole.rankedCounts[place] == expected.rankedCount)
      for actor in run.actors.indices {
        let grades = (run.evidenceGrades(actor, whole)[place], rooted.evidenceGrades(actor, expected)[own.root])
        #expect(grades.0 == grades.1, "\(node) of \(run.actors[actor])")
      }
    }
  }

  @Test("taken node by node or all in one go, on one thread or on five: the same")
  func room() async throws {
    let plan = try Plan(Self.framework(Self.tree, leaves: ["a", "b", "c", "d", "e", "f"], weights: 0.25))
    let shard = try Self.shard(plan, actors: 30)
    let run = try await Scorer(plan).score([shard])
    let once = try #require(await Scorer(plan).vary(run, [shard]))
    #expect(once.factors.count >= 4)
    for (threads, room) in [(1, 1), (5, 1), (2, 12 * 30 * 60 * 2), (3, 256 << 20)] {
      #expect(await Scorer(plan, threads: threads).vary(run, [shard], room: room) == once, "\(room) bytes")
    }
  }

  private static func comparing(weights: Double, verification: ClosedRange<Double>?) throws -> Plan {
    var tree = tree
    tree[0] = NodeRule("score", aggregation: .copeland)
    var framework = framework(tree, leaves: ["a", "b", "c", "d", "e", "f"], weights: weights)
    framework.uncertainty?.verification = verification
    if verification == nil { framework.uncertainty?.methods = [] }
    if verification == nil { framework.uncertainty?.powers = [] }
    return try Plan(framework)
  }

  @Test("a root that compares actors in pairs varies too: what some win others lose, in any layout")
  func copeland() async throws {
    let plan = try Self.comparing(weights: 0.25, verification: 0...1)
    let shard = try Self.shard(plan, actors: 30)
    let run = try await Scorer(plan).score([shard])
    let found = try #require(await Scorer(plan).vary(run, [shard]))
    #expect(found.factors.map(\.kind) == [.weights, .verification, .method, .aggregation])
    for (threads, room) in [(1, 1), (5, 256 << 20)] {
      #expect(await Scorer(plan, threads: threads).vary(run, [shard], room: room) == found)
    }
    var (sum, moved) = (0.0, 0)
    for actor in run.actors.indices {
      guard let interval = found.intervals[actor] else {
        #expect(run.score(actor).score == nil)
        continue
      }
      sum += interval.mean
      moved += interval.score.low < interval.score.high ? 1 : 0
      #expect((-29...29).contains(interval.score.low) && (-29...29).contains(interval.score.high))
      #expect((interval.rank != nil) == (run.score(actor).rank != nil))
    }
    #expect(abs(sum) < 1e-9 && moved > 20)
  }

  @Test("where nothing varies, every replicate of a root that compares actors is the score itself, ties and all")
  func copelandStill() async throws {
    let plan = try Self.comparing(weights: 0, verification: nil)
    let shard = try Self.shard(plan, actors: 30)
    let run = try await Scorer(plan).score([shard])
    let found = try #require(await Scorer(plan).vary(run, [shard]))
    for actor in run.actors.indices {
      let (score, interval) = (run.score(actor), found.intervals[actor])
      #expect(interval?.score.low == score.score && interval?.score.high == score.score)
      #expect(interval?.rank?.low == score.rank.map { Double($0) })
      #expect(interval?.rank?.high == score.rank.map { Double($0) })
    }
  }

  @Test("an interval stands wherever there is a score and nowhere else, a range of ranks wherever there is a rank")
  func everyRank() async throws {
    let plan = try Plan(Self.framework(Self.tree, leaves: ["a", "b", "c", "d", "e", "f"], weights: 0.25))
    let shard = try Self.shard(plan, actors: 25)
    let run = try await Scorer(plan).score([shard])
    let found = try #require(await Scorer(plan).vary(run, [shard]))
    for (node, name) in plan.nodes.enumerated() {
      for actor in run.actors.indices {
        let interval = found.nodes[node][actor]
        let score = run.score(actor, node: node)
        #expect((interval != nil) == (score.score != nil), "\(name) of \(run.actors[actor])")
        #expect((interval?.rank != nil) == (score.rank != nil), "\(name) of \(run.actors[actor])")
        guard let interval else { continue }
        #expect(interval.score.low <= interval.score.median && interval.score.median <= interval.score.high)
        if let rank = interval.rank {
          #expect(rank.low >= 1 && rank.high <= Double(found.rankedCounts[node]))
        } else {
          #expect(interval.chanceOfTop == 0)
        }
      }
    }
    // The last one said nothing of rights: its score of people is provisional.
    let people = try #require(plan.nodes.firstIndex(of: "people"))
    #expect(found.nodes[people][run.actors.count - 1].map { $0.rank == nil } == true)
    // Who speaks of work alone has no score of people.
    let lone = run.actors.count - 2
    let grades = run.evidenceGrades(lone, found)
    #expect(grades[try #require(plan.nodes.firstIndex(of: "people"))] == nil)
    #expect(found.nodes[try #require(plan.nodes.firstIndex(of: "work"))][lone] != nil)
  }
}
