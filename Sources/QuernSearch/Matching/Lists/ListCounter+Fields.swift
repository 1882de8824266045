import QuernCodec

// A word over several fields: its documents are those of each field's list, whatever they score.
extension ListCounter {
  /// 256: so few are looked up sooner than a set of bits is made.
  private static let fewDocuments = 256

  /// Whether a list, or that of the longest field of a word, has as many documents as it costs.
  func hasKnownLength(_ list: Int) -> Bool {
    guard let parts = lists[list].parts else { return true }
    return lists[list].isOverFields && parts[0].parts == nil
  }

  /// Whether the documents of a word's shorter field are looked up in the longer one's list.
  func looksUpShorterFields(_ list: Int) -> Bool {
    guard hasKnownLength(list), let parts = lists[list].parts, parts.count == 2 else {
      return false
    }
    let cost = lists.cost(of: list) - parts.cost(of: 0)
    return cost <= Self.fewDocuments || Self.lookUpCost * cost <= parts.cost(of: 0)
  }

  /// Counts the documents of a word in two fields: those of the shorter one that the longer one has not.
  func countFields(_ list: Int) throws(CodecError) -> Int {
    guard let parts = lists[list].parts else { return lists.cost(of: list) }
    var total = parts.cost(of: 0)
    while parts[1].blockEnd != TermList.end {
      try parts[1].load()
      let count = parts[1].count
      // SAFETY: there is room for a block of candidates.
      unsafe memory.candidates.update(from: parts[1].documents, count: count)
      total += try parts[0].keep(count, ifPresent: false, memory)
      try parts[1].nextBlock()
    }
    return total
  }

  func insert(_ list: Int, into bits: inout DocumentBits) throws(CodecError) {
    guard lists[list].isOverFields, let parts = lists[list].parts else {
      return try lists[list].forEachBlock { bits.insert($0) }
    }
    for part in parts.indices { try parts[part].forEachBlock { bits.insert($0) } }
  }

  func remove(_ list: Int, from bits: inout DocumentBits) throws(CodecError) {
    guard lists[list].isOverFields, let parts = lists[list].parts else {
      return try lists[list].forEachBlock { bits.remove($0) }
    }
    for part in parts.indices { try parts[part].forEachBlock { bits.remove($0) } }
  }

  /// Adds the documents of a word's shorter fields to a set.
  ///
  /// - Parameter cost: grows by their number.
  /// - Returns: where the list of the longest field stands.
  func insertShorterFields(
    _ list: Int, into bits: inout DocumentBits, _ cost: inout Int
  ) throws(CodecError) -> (lists: TermLists, place: Int) {
    guard lists[list].isOverFields, let parts = lists[list].parts else { return (lists, list) }
    for part in parts.indices.dropFirst() {
      try parts[part].forEachBlock { bits.insert($0) }
      cost += parts.cost(of: part)
    }
    return (parts, 0)
  }

  /// Counts the documents of a list that a set has: those of the longest field need no bits of their own.
  func countMembers(of list: Int, in others: DocumentBits) throws(CodecError) -> Int {
    var (total, rest) = (0, others)
    if lists[list].isOverFields {
      var shorter = DocumentBits(documentCount: documentCount)
      var cost = 0
      _ = try insertShorterFields(list, into: &shorter, &cost)
      total = others.countShared(shorter)
      rest.subtract(shorter)
    }
    let (lists, longest) =
      lists[list].isOverFields ? (lists[list].parts ?? lists, 0) : (lists, list)
    try lists[longest].forEachBlock { total += rest.countMembers($0) }
    return total
  }
}
