/// The lists of a search where they lie: worked on in place, and never copied.
///
/// An array would ask before each change whether somebody else has it.
@safe final class TermLists {
  private let start: UnsafeMutablePointer<TermList>
  private let capacity: Int

  /// Grows up to the capacity while lists are opened.
  private(set) var count = 0

  init(capacity: Int) {
    self.capacity = capacity
    unsafe start = .allocate(capacity: capacity)
  }

  deinit {
    // SAFETY: so many lists were appended.
    unsafe start.deinitialize(count: count)
    unsafe start.deallocate()
  }

  var indices: Range<Int> { 0..<count }

  /// The same lists, without holding them.
  var unheld: FieldLists { unsafe FieldLists(start: start, count: count) }

  func append(_ list: consuming TermList) {
    precondition(count < capacity)
    // SAFETY: there is room for one more.
    unsafe (start + count).initialize(to: list)
    count += 1
  }

  // Read where they are: a closure that asks a whole list for one of these would copy it.

  func cost(of index: Int) -> Int {
    precondition(indices.contains(index))
    // SAFETY: so many lists were appended; in the next two as well.
    return unsafe start[index].cost
  }

  func listBound(of index: Int) -> Double {
    precondition(indices.contains(index))
    return unsafe start[index].listBound
  }

  func isPhrase(_ index: Int) -> Bool {
    precondition(indices.contains(index))
    return unsafe start[index].matcher != nil
  }

  /// Moves all lists back to their first blocks.
  ///
  /// - Returns: whether that could be done.
  func restart() -> Bool {
    for index in indices where !self[index].canRestart { return false }
    for index in indices { self[index].restart() }
    return true
  }

  subscript(index: Int) -> TermList {
    @inline(__always) unsafeAddress {
      precondition(index >= 0 && index < capacity)
      // SAFETY: lists are appended before any is worked on, up to the capacity.
      return unsafe UnsafePointer(start + index)
    }
    @inline(__always) unsafeMutableAddress {
      precondition(index >= 0 && index < capacity)
      // SAFETY: as above.
      return unsafe start + index
    }
  }
}
