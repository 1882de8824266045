import CKernels
public import QuernStorage

/// Finds terms in the dictionary of one field.
///
/// Immutable; share it freely. ``DictionaryFormat`` has the layout.
@safe public struct DictionaryReader: @unchecked Sendable {
  // SAFETY (@unchecked Sendable): `sections` points into `blocks`, `index` and `letters`, which are immutable.

  /// The number of terms.
  public let termCount: Int

  let blockCount: Int
  private let blocks: ByteView
  private let index: ByteView
  let letters: ByteView?
  private let headEndsOffset = 8
  private let blockOffsetsOffset: Int
  private let headsOffset: Int

  /// The sections for the kernel.
  private let sections: quern_dictionary

  /// Opens a dictionary by its sections.
  ///
  /// - Parameter letters: `nil` where the dictionary is small, or of an older file.
  /// - Throws: ``CodecError`` where the sizes of the sections do not fit together.
  /// - Complexity: O(1); the terms are not looked at.
  public init(blocks: ByteView, index: ByteView, letters: ByteView? = nil) throws(CodecError) {
    self.blocks = blocks
    self.index = index
    self.letters = letters
    let found = try reading { () throws(StorageError) in try index.load(UInt64.self, at: 0) }
    guard let termCount = Int(exactly: found),
      termCount <= blocks.count / DictionaryFormat.minimumTermSize
    else {
      throw index.damage(
        at: 0, expected: "as many terms as \(blocks.count) bytes can hold", found: found)
    }
    self.termCount = termCount
    let perBlock = DictionaryFormat.termsPerBlock
    blockCount = termCount / perBlock + (termCount % perBlock > 0 ? 1 : 0)
    blockOffsetsOffset = headEndsOffset + 4 * blockCount
    headsOffset = blockOffsetsOffset + 8 * blockCount
    let headsSize = index.count - headsOffset
    guard headsSize >= 0 else {
      throw index.damage(
        at: 0, expected: "an index of \(headsOffset) bytes or more", found: index.count)
    }
    let letterCountSize = DictionaryFormat.letterCountSize(blockCount: blockCount)
    let lettersSize = 256 + letterCountSize * DictionaryFormat.letterKeys
    if let letters, letters.count != lettersSize {
      throw letters.damage(at: 0, expected: "\(lettersSize) bytes of letters", found: letters.count)
    }
    unsafe sections = quern_dictionary(
      blocks: blocks.bytes.withUnsafeBytes { unsafe $0.bindMemory(to: UInt8.self).baseAddress },
      blocks_size: blocks.count,
      index: index.bytes.withUnsafeBytes { unsafe $0.bindMemory(to: UInt8.self).baseAddress },
      index_size: index.count,
      letters: letters?.bytes.withUnsafeBytes {
        unsafe $0.bindMemory(to: UInt8.self).baseAddress
      },
      letters_width: UInt32(letterCountSize), term_count: UInt64(termCount),
      block_count: UInt32(clamping: blockCount),
      terms_per_block: UInt32(perBlock))
    let headsEnd = blockCount == 0 ? 0 : try headEnd(of: blockCount - 1)
    guard headsEnd == headsSize else {
      throw index.damage(at: headsOffset, expected: "\(headsEnd) bytes of heads", found: headsSize)
    }
  }

  /// What the dictionary keeps of a term; `nil` where it does not have the term.
  ///
  /// - Throws: ``CodecError`` where the block is damaged.
  /// - Complexity: O(log(`termCount`) + 16) comparisons of terms.
  public func find(_ term: [UInt8]) throws(CodecError) -> TermEntry? { try find(term.span) }

  /// The same of a term that lies anywhere.
  package func find(_ term: Span<UInt8>) throws(CodecError) -> TermEntry? {
    guard termCount > 0 else { return nil }
    var found = quern_term_entry()
    // SAFETY: the kernel reads inside the sections, which `self` holds, and inside the term.
    let outcome = unsafe term.withUnsafeBufferPointer { term in
      unsafe withUnsafePointer(to: sections) { sections in
        unsafe quern_find_term(sections, term.baseAddress, term.count, &found)
      }
    }
    if outcome < 0 { return try findChecked(term.indices.map { term[$0] }) }
    guard outcome > 0 else { return nil }
    return TermEntry(
      documentFrequency: found.documents,
      totalFrequency: UInt64(found.documents) + found.more,
      postingsOffset: found.postings, positionsOffset: found.positions)
  }

  /// The same step by step, for bytes at which the kernel gives up: says what is wrong with them.
  func findChecked(_ term: [UInt8]) throws(CodecError) -> TermEntry? {
    guard termCount > 0 else { return nil }
    var block = try openBlock(try block(of: term))
    // `matched` is what the term before has in common with the wanted one, above which it is not.
    var matched = 0
    while try block.readTerm() {
      // It shares more with the term before than that one shares with the wanted one: still below.
      if block.shared > matched {
        try block.readEntry()
        continue
      }
      // It differs from the term before where that one still matched, and so lies above.
      if block.shared < matched { return nil }
      matched += block.matchLength(of: term, from: matched)
      let order = block.order(to: term, matching: matched)
      if order > 0 { return nil }
      try block.readEntry()
      if order == 0 { return block.entry }
    }
    return nil
  }

  /// Calls a kernel with the sections.
  func withSections<Value>(_ body: (UnsafePointer<quern_dictionary>) -> Value) -> Value {
    // SAFETY: `self` holds the sections while the body runs.
    unsafe withUnsafePointer(to: sections) { unsafe body($0) }
  }

  /// A walk over the terms from a block on.
  func cursor(fromBlock block: Int) -> DictionaryCursor {
    DictionaryCursor(self, nextBlock: block)
  }

  /// For bytes at which a kernel gives up, and nobody else finds fault.
  var unsoundDamage: CodecError {
    index.damage(at: 0, expected: "blocks of sound terms", found: "others")
  }

  /// A walk over all terms in byte order.
  public func cursor() -> DictionaryCursor { DictionaryCursor(self) }

  /// The number of the only block that can hold a term.
  func block(of term: [UInt8]) throws(CodecError) -> Int {
    var low = 0
    var high = blockCount
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if try isHead(middle, above: term) { high = middle } else { low = middle }
    }
    return low
  }

  /// Opens a block before its first term.
  func openBlock(_ number: Int) throws(CodecError) -> DictionaryBlock {
    let start = try blockOffset(of: number)
    let end = number + 1 < blockCount ? try blockOffset(of: number + 1) : blocks.count
    guard start <= end else {
      throw index.damage(
        at: blockOffsetsOffset + 8 * number, expected: "a block that begins before it ends",
        found: "\(start) and \(end)")
    }
    let view = try reading { () throws(StorageError) in
      try blocks.slice(at: start, count: end - start)
    }
    let isLast = number == blockCount - 1
    let perBlock = DictionaryFormat.termsPerBlock
    return DictionaryBlock(view, termCount: isLast ? termCount - number * perBlock : perBlock)
  }

  /// The head of a block.
  func head(of number: Int) throws(CodecError) -> [UInt8] {
    let start = number > 0 ? try headEnd(of: number - 1) : 0
    let end = try headEnd(of: number)
    return try reading { () throws(StorageError) in
      try index.copyBytes(at: headsOffset + start, count: end - start)
    }
  }

  private func isHead(_ number: Int, above term: [UInt8]) throws(CodecError) -> Bool {
    var offset = headsOffset + (try headEnd(of: number - 1))
    let end = headsOffset + (try headEnd(of: number))
    var place = 0
    while offset < end {
      guard place < term.count else { return true }
      let byte = try index.byte(at: &offset)
      if byte != term[place] { return byte > term[place] }
      place += 1
    }
    return false
  }

  private func headEnd(of number: Int) throws(CodecError) -> Int {
    let offset = headEndsOffset + 4 * number
    return Int(try reading { () throws(StorageError) in try index.load(UInt32.self, at: offset) })
  }

  private func blockOffset(of number: Int) throws(CodecError) -> Int {
    let offset = blockOffsetsOffset + 8 * number
    let found = try reading { () throws(StorageError) in try index.load(UInt64.self, at: offset) }
    guard let start = Int(exactly: found), start <= blocks.count else {
      throw index.damage(at: offset, expected: "an offset up to \(blocks.count)", found: found)
    }
    return start
  }
}
