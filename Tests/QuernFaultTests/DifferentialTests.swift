import Quern
import QuernFaults
import QuernModel
import QuernStorage
import QuernTestSupport
import Testing

/// Any sequence of changes, commits, merges and new starts gives what a dictionary gives.
struct DifferentialTests {
  private static let options = IndexOptions(analyzer: "standard")

  @Test func `random sequences of changes agree with a dictionary`() throws {
    let seed = Scale.seed()
    let count = Scale.pick(40, slow: 10_000)
    var random = SeededGenerator(seed: seed)
    for _ in 0..<count {
      let sequence = random.next()
      var trial = try Trial(seed: sequence)
      let finding = try trial.run()
      #expect(finding == nil, "sequence \(sequence) of seed \(seed)")
    }
    print("\(count) random sequences; seed \(seed)")
  }

  /// One sequence.
  private struct Trial {
    private var random: SeededGenerator
    private let vocabulary: Vocabulary
    private let workload: Workload
    private let directory = MemoryDirectory()
    private var index: SearchIndex
    private var model = DocumentModel()

    init(seed: UInt64) throws {
      random = SeededGenerator(seed: seed)
      // Few keys make many replacements, few words long lists.
      vocabulary = Vocabulary(
        keyCount: [3, 10, 40].randomElement(using: &random) ?? 3,
        wordCount: [2, 8, 30].randomElement(using: &random) ?? 2)
      workload = Workload(
        seed: seed, vocabulary: vocabulary,
        textLength: [3, 12, 60].randomElement(using: &random) ?? 3)
      index = try SearchIndex.openOrCreate(in: directory, options: options)
    }

    /// What differs; `nil` where nothing does.
    mutating func run() throws -> String? {
      for number in 0..<Int.random(in: 1...12, using: &random) {
        // An older snapshot must not see what comes.
        let older = (snapshot: index.snapshot, model: model)
        try act()
        if let finding = try model.difference(from: index.snapshot, vocabulary) {
          return "action \(number): \(finding)"
        }
        if let finding = try older.model.difference(from: older.snapshot, vocabulary) {
          return "action \(number), older snapshot: \(finding)"
        }
      }
      let damages = SearchIndex.check(in: directory)
      guard damages.isEmpty else { return "\(damages)" }
      return try scoreDifference()
    }

    private mutating func act() throws {
      switch Int.random(in: 0..<10, using: &random) {
      case 0: try merge()
      case 4: try deleteMatching()
      case 1: index = try SearchIndex.open(in: directory)
      case 2: try write(commits: false, replacingAll: false)
      case 3: try write(commits: true, replacingAll: true)
      default: try write(commits: true, replacingAll: false)
      }
    }

    /// All segments into one, or as the policy says.
    private mutating func merge() throws {
      let writer = try index.writer()
      defer { writer.close() }
      if Bool.random(using: &random) { writer.smallestReordered = 2 }
      if Bool.random(using: &random) {
        _ = try writer.optimize()
      } else {
        try writer.finishMerges()
      }
    }

    /// Deletes what a query finds, also among the changes of the same batch.
    private mutating func deleteMatching() throws {
      let writer = try index.writer()
      defer { writer.close() }
      var batch = try writer.begin()
      let change = workload.change(using: &random)
      try batch.apply(change)
      model.apply(change)
      let word = vocabulary.words.randomElement(using: &random) ?? "w0"
      let found = model.keys.filter { model.words[$0]?.contains(word) == true }
      let count = try batch.delete(matching: word)
      #expect(count == found.count, "deleted by \(word)")
      for key in found { model.apply(.delete(key)) }
      _ = try batch.commit()
    }

    /// Some changes as one batch, committed or not.
    private mutating func write(commits: Bool, replacingAll: Bool) throws {
      let writer = try index.writer()
      defer { writer.close() }
      var next = replacingAll ? DocumentModel() : model
      var options: IndexOptions?
      if replacingAll {
        // Each document is flushed as a segment of its own, or all together.
        options = IndexOptions(
          analyzer: "standard", memoryByteCount: Bool.random(using: &random) ? 1 : 1 << 20)
      }
      var batch = try writer.begin(replacingAll: replacingAll, options: options)
      for _ in 0..<Int.random(in: 0...20, using: &random) {
        let change = workload.change(using: &random)
        try batch.apply(change)
        next.apply(change)
      }
      guard commits else { return batch.rollback() }
      _ = try batch.commit()
      model = next
    }

    /// After a full merge every score is that of an index that was made at once.
    private func scoreDifference() throws -> String? {
      let writer = try index.writer()
      defer { writer.close() }
      writer.smallestReordered = 2
      _ = try writer.optimize()
      let fresh = try SearchIndex.openOrCreate(in: MemoryDirectory(), options: options)
      let freshWriter = try fresh.writer()
      defer { freshWriter.close() }
      try freshWriter.commit(model.keys.map { .add($0, model.words[$0] ?? []) })
      if let finding = try model.difference(from: index.snapshot, vocabulary) {
        return "after the merge: \(finding)"
      }
      for query in queries {
        let found = try Self.ranking(index.snapshot, query)
        let wanted = try Self.ranking(fresh.snapshot, query)
        guard found == wanted else { return "\(query): \(found) instead of \(wanted)" }
      }
      return nil
    }

    private var queries: [String] {
      let words = vocabulary.words
      return words.prefix(8) + [
        "\(words[0]) \(words[1])", "+\(words[0]) -\(words[1])", "\"\(words[0]) \(words[1])\"",
      ]
    }

    /// The hits, equal scores by key: their order is that of the segments.
    private static func ranking(_ snapshot: Snapshot, _ query: String) throws -> [String] {
      try snapshot.search(query, options: SearchOptions(limit: 1_000)).hits
        .sorted { ($1.score, $0.document.key) < ($0.score, $1.document.key) }
        .map { "\($0.document.key) \($0.score)" }
    }
  }
}
