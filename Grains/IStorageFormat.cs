namespace PromptGen;

/// <summary>Which form of storage may be written: silos of two versions may run side by side, and an update may be taken back.</summary>
public interface IStorageFormat
{
    /// <summary>Whether no silo will come back that could not read this format. It only ever rises.</summary>
    bool MayWrite(int format);
}
