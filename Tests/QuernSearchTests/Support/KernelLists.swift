import CKernels
import QuernCodec

@testable import QuernSearch

/// Posting lists of a field, written one behind the other, as the kernels of C walk them.
struct KernelLists {
  var entries: [TermEntry] = []
  var weights: [TermWeight] = []
  var postings: [UInt8] = []

  let lengths: [UInt8]
  let documentCount: UInt32

  init(lengths: [UInt8], documentCount: UInt32) {
    self.lengths = lengths
    self.documentCount = documentCount
  }

  /// Calls a function with the field.
  ///
  /// - Returns: what the function says; `false` where there is no list.
  func withField(_ body: (inout quern_field) -> Bool) -> Bool {
    unsafe postings.withUnsafeBufferPointer { postings in
      unsafe lengths.withUnsafeBufferPointer { lengths in
        guard let codes = lengths.baseAddress, let weight = weights.first else { return false }
        var field = unsafe quern_field(
          bytes: postings.baseAddress, size: postings.count, document_count: documentCount,
          lengths: codes, inverses: weight.norms.inverses)
        return unsafe body(&field)
      }
    }
  }

  /// Opens the lists in some order of their numbers, and calls a function with them.
  ///
  /// - Returns: what the function says; `false` where the bytes are not sound.
  func open(
    _ order: [Int], _ memory: ListMemory,
    _ body: (inout quern_field, UnsafeMutablePointer<quern_list>) -> Bool
  ) -> Bool {
    unsafe withField { field in
      let lists = UnsafeMutablePointer<quern_list>.allocate(capacity: order.count)
      defer { unsafe lists.deallocate() }
      for (place, list) in order.enumerated() {
        guard
          unsafe quern_open_list(
            &field, Int(entries[list].postingsOffset), entries[list].documentFrequency,
            weights[list].weight, memory.documents(of: place), memory.frequencies(of: place),
            lists + place) != 0
        else { return false }
      }
      return unsafe body(&field, lists)
    }
  }
}
