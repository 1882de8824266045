/// Where a walker stands in its list: a few numbers, so that one walker can look ahead and come back.
package struct PostingsPlace: Sendable, BitwiseCopyable {
  /// The last document of the current block; `DocumentID.end.rawValue` once the list is exhausted.
  package var lastDocument: UInt32 = PostingsFormat.beforeFirst

  /// The last document of the block before; 2³² − 1 in the first block.
  package var lastDocumentBefore = PostingsFormat.beforeFirst

  /// The number of the current block; the tail's is the number of full blocks.
  var blockIndex: UInt32 = 0

  // The current block: its header, where its body begins and where the next header is.
  var header = PostingsBlockHeader()
  var bodyOffset = 0
  var nextOffset: Int

  init(nextOffset: Int) { self.nextOffset = nextOffset }

  /// The number of documents in the current block; 0 once the list is exhausted.
  package var count: Int { header.count }
}
