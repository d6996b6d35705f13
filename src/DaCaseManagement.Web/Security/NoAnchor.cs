using DaCaseManagement.Audit;
using DaCaseManagement.Pipeline;

namespace DaCaseManagement.Web.Security;

/// <summary>Keeps no copy of the audit head.</summary>
internal sealed class NoAnchor : IAuditAnchor
{
    public void Move(AuditHead head)
    {
    }
}
