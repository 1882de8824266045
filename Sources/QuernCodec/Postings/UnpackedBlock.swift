/// A block whose documents are unpacked, and its frequencies perhaps not.
@safe package struct UnpackedBlock {
  /// The number of documents.
  package var count = 0

  /// Whether the frequencies are unpacked too.
  package var isTail = false

  /// The packed frequencies less 1: 16 · width bytes, valid as long as the list's file is mapped.
  ///
  /// A stored 2³² − 1 is damage, which only ``PostingsWalker/unpackFrequencies(into:)`` tells.
  package var packedFrequencies: UnsafeRawPointer?
  package var frequencyWidth: UInt32 = 0

  /// The patch of the packed frequencies, if they have one, and how many it patches.
  package var patch: UnsafeRawPointer?
  package var patchCount: UInt32 = 0

  /// A block without documents.
  package static var none: UnpackedBlock { UnpackedBlock() }
}
