package import CKernels

/// A block whose documents are unpacked, and its frequencies perhaps not.
@safe package struct UnpackedBlock {
  /// The number of documents.
  package internal(set) var count = 0

  /// Whether the frequencies are unpacked too.
  package internal(set) var isTail = false

  /// The packed frequencies, valid as long as the list's file is mapped; none in a tail.
  ///
  /// A stored 2³² − 1 is damage, which only unpacking all of them tells.
  package internal(set) var frequencies = unsafe quern_frequencies()

  /// A block without documents.
  package static var none: UnpackedBlock { UnpackedBlock() }
}
