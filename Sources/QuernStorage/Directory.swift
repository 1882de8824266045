/// A flat folder of files as the index needs it: on disk, in memory, or made to fail.
///
/// Names are plain file names. A file is written once, from front to back, and never changed; what
/// is not synchronized may be gone after a power loss.
public protocol Directory: Sendable {
  /// How the folder is named in errors.
  var path: String { get }

  /// The names of all files.
  ///
  /// - Throws: ``StorageError/system(call:path:code:reason:)``.
  func names() throws(StorageError) -> [String]

  /// The bytes of a file, mapped rather than read where that is possible.
  ///
  /// - Throws: ``StorageError/noSuchFile(path:)`` or ``StorageError/system(call:path:code:reason:)``.
  func map(_ name: String) throws(StorageError) -> ByteView

  /// Begins a new file; one of that name gives way, and whoever has mapped it keeps its bytes.
  ///
  /// - Throws: ``StorageError/system(call:path:code:reason:)``.
  func create(_ name: String) throws(StorageError) -> any OutputFile

  /// Gives a file another name, atomically; a file of that name is replaced.
  ///
  /// - Throws: ``StorageError/system(call:path:code:reason:)``.
  func rename(_ name: String, to newName: String) throws(StorageError)

  /// Gives a file of another directory a second name here, so that both share its bytes.
  ///
  /// - Returns: whether it could be done; where not, the bytes have to be copied. A directory need
  ///   not be able to.
  /// - Throws: ``StorageError/noSuchFile(path:)`` where the other directory has no such file,
  ///   ``StorageError/system(call:path:code:reason:)``.
  func link(_ name: String, from other: any Directory) throws(StorageError) -> Bool

  /// Removes a file.
  ///
  /// - Throws: ``StorageError/noSuchFile(path:)`` or ``StorageError/system(call:path:code:reason:)``.
  func remove(_ name: String) throws(StorageError)

  /// Makes new names, renames and removals last through a power loss.
  ///
  /// - Throws: ``StorageError/system(call:path:code:reason:)``.
  func synchronize() throws(StorageError)

  /// Takes the lock of that name, which lasts until it is released or this process ends.
  ///
  /// - Throws: ``StorageError/locked(path:holder:)`` where another holds it.
  func lock(_ name: String, holder: String) throws(StorageError) -> any DirectoryLock
}

extension Directory {
  /// Says that this directory cannot share bytes.
  public func link(_ name: String, from other: any Directory) throws(StorageError) -> Bool { false }
}

/// A file that is being written, from front to back.
///
/// Owned by one task.
public protocol OutputFile: AnyObject {
  /// The number of bytes written so far.
  var byteCount: Int { get }

  /// Appends bytes.
  ///
  /// - Throws: ``StorageError/system(call:path:code:reason:)``; the file is then useless.
  func write(_ bytes: [UInt8]) throws(StorageError)

  /// Makes what was written last through a power loss.
  ///
  /// - Throws: ``StorageError/system(call:path:code:reason:)``; never to be tried again.
  func synchronize() throws(StorageError)

  /// Ends the file.
  ///
  /// - Throws: ``StorageError/system(call:path:code:reason:)``.
  func close() throws(StorageError)
}

/// A lock that somebody holds.
public protocol DirectoryLock: AnyObject, Sendable {
  /// Gives the lock up; a second call does nothing.
  func release()
}
