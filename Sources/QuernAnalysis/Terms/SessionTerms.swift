import QuernModel

/// The terms that a session numbers: by itself, or together with others.
package struct SessionTerms {
  private var own = ByteStringTable()
  /// How many of its own were announced.
  private var announcedCount = 0

  private let shared: SharedTerms?
  /// The numbers that ``shared`` has given, again where a word was forgotten.
  private var met: [UInt32] = []

  package init(sharing shared: SharedTerms? = nil) { self.shared = shared }

  /// The number of its own terms.
  package var count: Int { own.count }

  /// The memory that is held, in bytes, that of shared terms apart.
  package var memoryByteCount: Int { own.memoryByteCount + met.capacity * 4 }

  /// The bytes of one of its own terms.
  package subscript(number: Int) -> ArraySlice<UInt8> { own[number] }

  /// The number of a term, which is added if it is new.
  ///
  /// - Complexity: O(length) on average.
  mutating func insert(_ term: Span<UInt8>) -> UInt32 {
    guard let shared else { return UInt32(truncatingIfNeeded: own.insert(term)) }
    let number = shared.insert(term)
    met.append(number)
    return number
  }

  /// The number of the term that has a key.
  mutating func insert(_ key: WordKey) -> UInt32 {
    guard let shared else { return UInt32(truncatingIfNeeded: own.insert(key)) }
    let number = shared.insert(key)
    met.append(number)
    return number
  }

  /// Asks for the memory in which the term that has a key would be found.
  func prefetch(_ key: WordKey) { if shared == nil { own.prefetch(key) } }

  /// Announces those of its own terms that were not yet.
  mutating func announceNew(to batch: inout TokenBatch) {
    guard own.count > announcedCount else { return }
    own.announceStrings(from: announcedCount, to: &batch)
    announcedCount = own.count
  }

  /// Replaces an array with the numbers that others have given since the last call.
  mutating func takeMet(_ numbers: inout [UInt32]) {
    swap(&met, &numbers)
    met.removeAll(keepingCapacity: true)
  }

  /// Forgets all of its own terms and gives their memory back.
  package mutating func removeAll() {
    own.removeAll()
    announcedCount = 0
  }
}
