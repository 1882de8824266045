import QuernCodec
import QuernModel

/// Which documents a merged segment has, and in which order.
///
/// A section of a merged segment is written either old number by old number, through
/// ``renumbering``, or asks for the documents in their new order with ``forEachDocument(_:)``.
struct MergePlan {
  /// A document before the merge.
  struct Origin {
    /// The place of its segment.
    var source: Int

    /// Its number there.
    var document: UInt32
  }

  let sources: [SegmentReader]

  /// The number of documents that are left.
  let documentCount: UInt32

  /// The new number of each document of each source; `nil` for a deleted one.
  private(set) var renumbering: [Renumbering]

  /// By new number, where documents come from; `nil` where they keep their order.
  private var origins: [Origin]?

  /// Documents keep their order, those of the first segment first.
  init(_ sources: [SegmentReader]) {
    self.sources = sources
    var next: UInt32 = 0
    renumbering = sources.map { source in
      let renumbering = Renumbering(source, first: next)
      next += source.documentCount - source.deletedCount
      return renumbering
    }
    documentCount = next
  }

  /// Whether documents do not keep their order.
  var isReordered: Bool { origins != nil }

  /// Puts the documents in another order.
  ///
  /// - Parameter order: by new number, the numbers that documents have in this plan; each once.
  mutating func reorder(_ order: [UInt32]) {
    precondition(order.count == Int(documentCount), "the order has all documents")
    var kept: [Origin] = []
    kept.reserveCapacity(order.count)
    forEachDocument { kept.append($0) }
    var numbers = [UInt32](repeating: .max, count: order.count)
    for (new, old) in order.enumerated() {
      precondition(numbers[Int(old)] == .max, "the order has each document once")
      numbers[Int(old)] = UInt32(new)
    }
    renumbering = zip(sources, renumbering).map { source, renumbering in
      Renumbering(
        (0..<source.documentCount).map { renumbering[$0].map { numbers[Int($0)] } ?? .max })
    }
    origins = order.map { kept[Int($0)] }
  }

  /// The fields of all sources, in the order in which they come.
  var fieldNames: [FieldName] {
    var names: [FieldName] = []
    var seen: Set<FieldName> = []
    for source in sources {
      for field in source.fields where seen.insert(field.name).inserted { names.append(field.name) }
    }
    return names
  }

  /// How many tokens a field has in all sources, those of deleted documents included.
  func tokenCount(of name: FieldName) -> UInt64 {
    sources.reduce(0) { $0 &+ ($1.field(name)?.statistics.tokenCount ?? 0) }
  }

  /// Calls a function with each document that is left, in the new order.
  func forEachDocument<Failure: Error>(
    _ body: (Origin) throws(Failure) -> Void
  ) throws(Failure) {
    if let origins {
      for origin in origins { try body(origin) }
      return
    }
    for (place, source) in sources.enumerated() {
      for document in 0..<source.documentCount
      where !source.isDeleted(DocumentID(rawValue: document)) {
        try body(Origin(source: place, document: document))
      }
    }
  }
}
