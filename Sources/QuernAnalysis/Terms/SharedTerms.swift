import Synchronization

/// Terms that the sessions of several threads number together, from 0 as they come.
///
/// Which one comes first is left to chance: nothing that is written depends on its number.
package final class SharedTerms: Sendable {
  private let table = Mutex(ByteStringTable())

  package init() {}

  /// The number of a term, which is added if it is new.
  func insert(_ term: Span<UInt8>) -> UInt32 {
    table.withLock { UInt32(truncatingIfNeeded: $0.insert(term)) }
  }

  /// The number of the term that has a key.
  func insert(_ key: WordKey) -> UInt32 {
    table.withLock { UInt32(truncatingIfNeeded: $0.insert(key)) }
  }

  /// Lends the table.
  func withTable<Result: Sendable>(_ body: (inout ByteStringTable) -> Result) -> Result {
    table.withLock { body(&$0) }
  }
}
