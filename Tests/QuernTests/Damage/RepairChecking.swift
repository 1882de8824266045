import Foundation
import Quern
import QuernModel
import QuernStorage
import Testing

/// Holds a repaired index against what was there before.
protocol RepairChecking {}

extension RepairChecking {
  /// The documents of an index by key, without the order.
  func documents(_ files: IndexFiles) throws -> [DocumentKey: Document] {
    try documents(in: files.makeDirectory())
  }

  func documents(in directory: any Directory) throws -> [DocumentKey: Document] {
    let found = try MovedDocuments.documents(SearchIndex.open(in: directory).snapshot)
    return Dictionary(found.map { ($0.key, $0) }, uniquingKeysWith: { _, last in last })
  }

  /// Repairs, and holds what is there and what is reported against what was there before.
  ///
  /// - Parameter mayReturn: keys that were deleted, where that may be forgotten.
  func repair(
    _ files: IndexFiles, of sample: SampleIndex, mayReturn: Set<DocumentKey> = [],
    _ what: @autoclosure () -> String
  ) throws -> RepairSummary {
    let before = try documents(sample.after)
    let directory = try files.makeDirectory()
    let summary = try SearchIndex.repair(in: directory)
    #expect(SearchIndex.check(in: directory).isEmpty, "\(what())")
    let snapshot = try SearchIndex.open(in: directory).snapshot
    #expect(try snapshot.checkDeeply().isEmpty, "\(what())")
    let after = try documents(in: directory)
    #expect(after.count == summary.documentCount && snapshot.documentCount == after.count)
    for (key, document) in after where !mayReturn.contains(key) {
      #expect(before[key] == document, "\(what()), \(key)")
    }
    let missing = Set(before.keys).subtracting(after.keys)
    let named = Set(summary.lost.compactMap(\.key))
    #expect(named.subtracting(mayReturn).isSubset(of: missing), "\(what())")
    let isAccounted = missing.count <= summary.lost.count + summary.unnamedLostCount
    #expect(
      isAccounted || summary.notes.contains { $0.contains("not known") },
      "\(what()): \(missing.count) missing, \(summary)")
    // What was set aside is what was there.
    for name in summary.setAside {
      let old = name.components(separatedBy: ".damaged")[0]
      #expect(directory.contents(of: name) == files.files[old], "\(what()), \(name)")
    }
    // An index like others: it can be written to, and there is nothing to repair.
    #expect(try SearchIndex.repair(in: directory).generation == nil, "\(what())")
    let writer = try SearchIndex.open(in: directory).writer()
    #expect(try writer.optimize().documentCount == after.count, "\(what())")
    return summary
  }
}
