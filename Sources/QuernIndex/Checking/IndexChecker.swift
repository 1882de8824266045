import QuernCodec
import QuernModel
package import QuernStorage

/// Verifies every checksum of an index and every structure against the others.
package struct IndexChecker {
  private let directory: any Directory
  private(set) var damages: [IndexDamage] = []

  /// One damaged list after another says nothing new.
  private static let maximumDamageCount = 100

  /// Checks the last commit of a directory.
  ///
  /// - Returns: what is damaged; empty where nothing is.
  package static func check(_ directory: any Directory) -> [IndexDamage] {
    var checker = IndexChecker(directory: directory)
    checker.run()
    return Array(checker.damages.prefix(maximumDamageCount))
  }

  private init(directory: any Directory) { self.directory = directory }

  private mutating func run() {
    let snapshot: IndexSnapshot
    do throws(IndexError) {
      snapshot = try IndexSnapshot.openLast(in: directory)
    } catch {
      let store = CommitStore(directory)
      if case .noCommit = error, let segment = store.segmentWithoutCommit() {
        return damages.append(IndexDamage(store.lostCommit(segment)))
      }
      return damages.append(IndexDamage(error))
    }
    for segment in snapshot.segments {
      let isSound = checkSections(segment)
      // Behind a wrong checksum anything can be wrong: one finding is enough.
      if isSound { damages += SegmentChecker.check(segment) }
    }
    if damages.isEmpty { checkTogether(snapshot) }
  }

  /// Verifies what only all segments together can tell.
  private mutating func checkTogether(_ snapshot: IndexSnapshot) {
    let known = Set(snapshot.fields)
    for segment in snapshot.segments {
      for field in segment.fields where !known.contains(field.name) {
        damages.append(
          IndexDamage(
            file: segment.name, offset: nil,
            evidence: "the commit does not name the field \(field.name)"))
      }
    }
    do throws(IndexError) { try checkKeys(snapshot) } catch { damages.append(IndexDamage(error)) }
  }

  /// Of documents with one key all but one are deleted.
  private mutating func checkKeys(_ snapshot: IndexSnapshot) throws(IndexError) {
    for (place, segment) in snapshot.segments.enumerated() {
      let later = snapshot.segments[(place + 1)...]
      var origins = RecordsCursor(segment.origins)
      while let (number, record) = try coding({ () throws(CodecError) in try origins.next() }) {
        guard !segment.isDeleted(DocumentID(rawValue: number)) else { continue }
        let key = try coding { () throws(CodecError) in
          try OriginRecord.decode(record, file: segment.name).key
        }
        var others = 0
        for other in later where try other.find(key) != nil { others += 1 }
        if try segment.find(key)?.rawValue != number { others += 1 }
        guard others > 0 else { continue }
        damages.append(
          IndexDamage(
            file: segment.name, offset: nil,
            evidence: "document \(number) has the key \(key), which another has, too"))
        if damages.count >= Self.maximumDamageCount { return }
      }
    }
  }

  /// Verifies the checksums of a segment file.
  private mutating func checkSections(_ segment: SegmentReader) -> Bool {
    var isSound = true
    for section in segment.file.sections {
      do throws(CodecError) { try segment.file.verify(section) } catch {
        damages.append(IndexDamage(.codec(error)))
        isSound = false
      }
    }
    return isSound
  }
}
