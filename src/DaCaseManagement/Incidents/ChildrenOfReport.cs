using DaCaseManagement.Access;
using DaCaseManagement.Data;
using DaCaseManagement.Incidents.Closing;
using DaCaseManagement.Pipeline;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Incidents;

/// <param name="Slot">The child's place in the report; null for one it does not name yet.</param>
/// <param name="Note">Whether seen and spoken to; null when nobody has said.</param>
/// <param name="NotSeenBecause">Of a child that was not seen.</param>
public sealed record ChildMet(int? Slot, string? Name, string? Born, string? Note, bool? Seen = null, string? NotSeenBecause = null);

/// <summary>Adds to a report what an officer learned of its children. What somebody wrote there before stays (INV-4).</summary>
public static class ChildrenOfReport
{
    public static async Task Add(CaseDbContext db, long incidentId, IReadOnlyList<ChildMet> children, CurrentUser user, string policyVersion, DateTime now, CancellationToken cancel)
    {
        var incident = await db.Incidents.Include(i => i.People).SingleAsync(i => i.Id == incidentId, cancel);
        var changed = false;
        void Set(int slot, string what, string? value)
        {
            var field = ReportFields.Find(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"person.{slot}.{what}"))!;
            var old = field.Get(incident) ?? "";
            if (string.IsNullOrWhiteSpace(value) || old == value || (old.Length > 0 && what != "part"))
            {
                return;
            }

            field.Set(incident, value);
            db.IncidentChanges.Add(new IncidentChange { IncidentId = incident.Id, Field = field.Name, Old = old, New = value, Version = incident.Version + 1, UserId = user.Id, UserName = user.UserName, At = now });
            changed = true;
        }

        // What an officer saw at the scene is what closing asks for (REC-9): nobody types it twice.
        void Saw(int slot, ChildMet child)
        {
            if (child.Seen is { } seen)
            {
                db.ClosingActs.Add(new ClosingAct(incident, seen ? ClosingActKind.ChildSeen : ClosingActKind.ChildNotSeen, seen ? child.Note ?? "" : child.NotSeenBecause ?? "", new Actor(user.Id, user.FullName, policyVersion), now) { Slot = slot, HappenedAt = seen ? now : null });
                changed = true;
            }
        }

        foreach (var child in children)
        {
            if (child.Slot is { } known)
            {
                if (incident.People.Any(p => p.Slot == known && p.Part == Part.Child))
                {
                    Set(known, "child-note", child.Note);
                    Saw(known, child);
                }
            }
            else if (child.Name is { } name)
            {
                var free = Enumerable.Range(3, ReportFields.MostPeople - 2).FirstOrDefault(n => incident.People.All(p => p.Slot != n || p.IsEmpty));
                if (free == 0)
                {
                    throw new RefusedException("REC-1", "", $"The report already names {ReportFields.MostPeople} people. Leave the new child out here and write the name in your reasons.");
                }

                var space = name.Trim().LastIndexOf(' ');
                Set(free, "part", nameof(Part.Child));
                Set(free, "given", space < 0 ? name.Trim() : name.Trim()[..space]);
                Set(free, "family", space < 0 ? null : name.Trim()[(space + 1)..]);
                Set(free, "born", child.Born);
                Set(free, "child-note", child.Note);
                Saw(free, child);
            }
        }

        if (changed)
        {
            db.Entry(incident).State = EntityState.Modified;
        }
    }
}
